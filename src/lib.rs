//! factlint checks what an article says against rules written in plain English.
//!
//! Data flows one way; a module uses only modules to its left:
//!
//! `source <- value <- article <- nlp <- facts <- lang <- (extract, reference) <- check <- report <- project <- cli`
#![warn(missing_docs)]
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        reason = "a test fails by panicking"
    )
)]

pub mod article;
pub mod check;
pub mod cli;
pub mod extract;
pub mod facts;
pub mod lang;
pub mod nlp;
pub mod project;
pub mod reference;
pub mod report;
pub mod source;
pub mod value;
