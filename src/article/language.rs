//! Whether an article is in English at all.
//!
//! Enters: an [`Article`]. Leaves: why it seems not to be English, or nothing: a text that is too short to tell, or made of
//! names, is given the benefit of the doubt.

use super::model::{Article, BlockKind};
use std::collections::HashSet;
use std::sync::LazyLock;

/// A text of fewer words says too little.
const FEWEST_WORDS: usize = 40;
/// A text of fewer letters says too little (scripts without spaces have few words).
const FEWEST_LETTERS: usize = 120;
/// In running English a third of the words are small; below this share, in percent, a text is something else.
const FEWEST_SMALL: usize = 8;
/// Of running text so many words, in percent, begin with a small letter at least; a list of names and results has fewer.
const FEWEST_PLAIN: usize = 40;
/// Above this share of letters, in percent, of another script a text is something else.
const MOST_FOREIGN: usize = 50;

static SMALL: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    include_str!("../../data/english/small-words.txt").lines().filter(|line| !line.starts_with('#')).collect()
});

/// Why a text seems not to be English.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotEnglish {
    /// Such a share of its letters, in percent, is of another script than the Latin one.
    Script(usize),
    /// Only such a share of its words, in percent, are the small words of English.
    Words(usize),
}

/// Whether an article is plainly not English.
pub fn not_english(article: &Article) -> Option<NotEnglish> {
    let is_running = |kind: BlockKind| {
        matches!(kind, BlockKind::Headline | BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quote)
    };
    let blocks = article.blocks.iter().filter(|block| is_running(block.kind));
    let (mut letters, mut foreign, mut all, mut words, mut small) = (0usize, 0usize, 0usize, 0usize, 0usize);
    for word in blocks.flat_map(|block| article.words(block.span).split_whitespace()) {
        let alphabetic = || word.chars().filter(|letter| letter.is_alphabetic());
        letters += alphabetic().count();
        foreign += alphabetic().filter(|letter| !is_latin(*letter)).count();
        let plain = word.trim_matches(|letter: char| !letter.is_alphabetic());
        // Names and numbers are alike in all languages; the first word of a sentence is a small loss.
        all += usize::from(!plain.is_empty());
        if plain.chars().next().is_some_and(char::is_lowercase) {
            words += 1;
            small += usize::from(SMALL.contains(plain));
        }
    }
    let share = |part: usize, whole: usize| part * 100 / whole.max(1);
    if letters >= FEWEST_LETTERS && share(foreign, letters) > MOST_FOREIGN {
        return Some(NotEnglish::Script(share(foreign, letters)));
    }
    let running = words >= FEWEST_WORDS && share(words, all) >= FEWEST_PLAIN;
    (running && share(small, words) < FEWEST_SMALL).then(|| NotEnglish::Words(share(small, words)))
}

fn is_latin(letter: char) -> bool {
    // Latin with all its extensions, and what modifies letters.
    matches!(letter, '\0'..='\u{2ff}' | '\u{1e00}'..='\u{1eff}' | '\u{2c60}'..='\u{2c7f}' | '\u{a720}'..='\u{a7ff}' | '\u{ff21}'..='\u{ff5a}')
}

#[cfg(test)]
mod tests {
    use super::super::{Format, read};
    use super::*;
    use crate::source::SourceId;

    fn told(text: &str) -> Option<NotEnglish> {
        not_english(&read(SourceId(0), text, Format::Text))
    }

    const OTHERS: [(&str, &str); 8] = [
        (
            "German",
            "Die Bundesregierung hat am Mittwoch beschlossen, die Zahl der Beamten in den kommenden Jahren zu senken. Der Minister sagte vor dem Parlament, dass die Kosten in diesem Jahr um mehr als zehn Prozent gestiegen seien und dass man nun handeln müsse. Die Opposition warf ihm vor, zu spät zu reagieren; in der Debatte war auch von einem Rücktritt die Rede. Nach Angaben des Ministeriums sollen die neuen Regeln im Herbst gelten, wenn der Bundesrat zustimmt. Was das für die Länder heißt, ist noch offen.",
        ),
        (
            "Dutch",
            "De regering heeft woensdag besloten om het aantal ambtenaren in de komende jaren te verminderen. De minister zei in de Kamer dat de kosten dit jaar met meer dan tien procent zijn gestegen en dat er nu iets moet gebeuren. De oppositie vond dat hij te laat was; in het debat was ook sprake van een vertrek van de minister. Volgens het ministerie gaan de nieuwe regels in de herfst in, als de Eerste Kamer instemt. Wat dat voor de gemeenten betekent, is nog niet bekend, of het nu goed is of niet.",
        ),
        (
            "French",
            "Le gouvernement a décidé mercredi de réduire le nombre de fonctionnaires au cours des prochaines années. Le ministre a déclaré devant le Parlement que les coûts avaient augmenté de plus de dix pour cent cette année et qu’il fallait agir. L’opposition lui a reproché de réagir trop tard ; on a aussi parlé dans le débat de sa démission. Selon le ministère, les nouvelles règles doivent entrer en vigueur à l’automne, si le Sénat les approuve. On ne sait pas encore ce que cela signifie pour les régions.",
        ),
        (
            "Spanish",
            "El gobierno decidió el miércoles reducir el número de funcionarios en los próximos años. El ministro dijo ante el Parlamento que los costes habían subido más de un diez por ciento este año y que había que actuar. La oposición le reprochó que reaccionara demasiado tarde; en el debate se habló también de su dimisión. Según el ministerio, las nuevas reglas deben entrar en vigor en otoño, si el Senado las aprueba. No se sabe todavía lo que esto significa para las regiones ni para los municipios.",
        ),
        (
            "Norwegian",
            "Regjeringen har onsdag besluttet å redusere antallet ansatte i staten i de kommende årene. Ministeren sa i Stortinget at kostnadene har økt med mer enn ti prosent i år, og at noe må gjøres for at det skal gå rundt. Opposisjonen mente at han var for sent ute; i debatten var det også snakk om at han burde gå av. Ifølge departementet skal de nye reglene gjelde fra høsten, om Stortinget sier ja. Hva det betyr for kommunene, er ikke kjent.",
        ),
        ("Chinese", CHINESE),
        (
            "Russian",
            "Правительство решило в среду сократить число чиновников в ближайшие годы. Министр заявил в парламенте, что расходы в этом году выросли более чем на десять процентов и что пора действовать. Оппозиция упрекнула его в том, что он реагирует слишком поздно.",
        ),
        (
            "Arabic",
            "قررت الحكومة يوم الأربعاء خفض عدد الموظفين في السنوات المقبلة. وقال الوزير أمام البرلمان إن التكاليف ارتفعت هذا العام بأكثر من عشرة في المئة وإن الوقت قد حان للعمل. واتهمته المعارضة بأنه تأخر كثيرا في الرد على ما يحدث.",
        ),
    ];
    const CHINESE: &str = "政府星期三决定在未来几年内减少公务员人数。部长在议会表示，今年的费用增长了百分之十以上，现在必须采取行动。反对派指责他反应太晚，辩论中还提到了他的辞职。据该部称，如果参议院批准，新规定将于秋季生效。目前还不清楚这对各地区意味着什么。各地官员表示，他们希望尽快得到明确的答复，以便为明年的预算做好准备，并通知所有受影响的雇员。专家认为这一决定将在今后几年里产生深远的影响。";

    #[test]
    fn other_languages_are_told_apart() {
        for (language, text) in OTHERS {
            assert!(told(text).is_some(), "{language}");
        }
    }

    #[test]
    fn english_short_or_full_of_names_is_not_doubted() {
        let results =
            "Results: Belgium 3 Panama 0 (Mertens, Lukaku); Tunisia 1 England 2 (Kane, Kane); Colombia 1 Japan 2. ";
        let dry = "shares rose sharply amid heavy trading; analysts cited strong earnings, lower costs and robust demand across Asian markets. ";
        for text in [
            "Kazakhstan hosts summit.",
            "Zehn Worte sind nicht genug, um es zu sagen.",
            &results.repeat(20),
            &"Gonçalves, João; Müller, Jürgen; Nguyễn Văn An; Øverland, Bjørn; de la Cruz, María. ".repeat(20),
            &format!("{dry}The company said that it will pay the same to all of its owners, and that the sum is not yet known. ").repeat(6),
            &format!("The word Правительство means government. {}", "He said it in Russian and she wrote it down. ".repeat(9)),
        ] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
