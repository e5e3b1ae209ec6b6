//! Reads lines of text and prints the values in each: `cargo run --example quantities < article.txt`.
fn main() {
    for line in std::io::stdin().lines().map_while(Result::ok) {
        println!("{line}");
        for reading in factlint::value::read_all(&line) {
            let words = line.get(reading.span.range()).unwrap_or_default();
            println!("    {words:?} = {} {:?}", reading.value, reading.value);
        }
    }
}
