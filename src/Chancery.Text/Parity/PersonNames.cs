using System.Collections.Frozen;
using Chancery.Text.Alignment;
using Chancery.Text.Names;

namespace Chancery.Text.Parity;

/// <summary>A name in the Latin edition: its words, in order, and whether a title beside it says that it is a person.</summary>
internal sealed record PersonName(IReadOnlyList<LatinWord> Words, bool HasTitle)
{
    public string Text => string.Join(' ', Words.Select(word => word.Text));
    public int Block => Words[0].Block;
    public int Start => Words[0].Start;
    public int End => Words[^1].End;
}

/// <summary>A word of another script that may be a name, with the words beside it.</summary>
internal sealed record ForeignWord(string Text, string Stem, int Block, int Start, int End, bool IsKnown, bool BesideTitle, int Order)
{
    public ForeignWord? Previous { get; set; }
    public ForeignWord? Next { get; set; }
}

/// <summary>Candidates for names on both sides of a pair of sentences.</summary>
internal static class PersonNames
{
    private static readonly FrozenSet<string> Titles = ("ambassador president minister professor prof dr mr mrs ms miss madam sir lady lord senator congressman congresswoman representative "
        + "director chairman chairwoman chairperson chair mayor governor consul counsellor counselor secretary general colonel captain major poet writer author artist painter photographer "
        + "journalist reporter editor composer conductor pianist violinist singer actor actress historian curator coordinator attaché attache envoy spokesperson spokesman spokeswoman "
        + "rector dean principal activist lawyer sculptor correspondent volunteer student coach manager leader dancer filmmaker researcher").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> KoreanTitles = ("대사 대통령 총리 장관 차관 의원 의장 교수 박사 시인 작가 기자 감독 화가 씨 님 대표 회장 이사장 원장 관장 국장 부장 과장 소장 단장 "
        + "위원장 총장 학장 시장 지사 참사관 서기관 영사 총영사 공사 장군 대령 선수 코치 가수 배우 사진작가 사회자 연구원 학생 선생 변호사 사무총장 사무국장 편집장 특파원 큐레이터 지휘자 "
        + "피아니스트 바이올리니스트 작곡가 조각가 역사학자 활동가 자원봉사자 매니저 팀장 여사 대변인 무용가 연구자 코디네이터 진행자 행사담당관 담당관 조직위원장 이사 부회장 부의장 성악가 외교관").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    // Words with a capital that no lexicon has and that are yet no names of people.
    private static readonly FrozenSet<string> NotNames = ("january february march april may june july august september october november december monday tuesday wednesday thursday "
        + "friday saturday sunday republic embassy ministry university national north south east west new street avenue square the of and for in "
        + "euro euros dollar dollars won manat ruble rubles yen lira usd eur krw internet web facebook twitter youtube instagram google").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    public static List<PersonName> OfLatin(Edition edition, int start, int count)
    {
        var names = new List<PersonName>();
        for (var s = start; s < start + count; s++)
        {
            var words = LatinWords.Of(edition, s, 1);
            var text = edition.Blocks[edition.Sentences[s].Block].Reading;
            for (var i = 0; i < words.Count;)
            {
                if (!IsNameWord(words, i))
                {
                    i++;
                    continue;
                }
                var from = i++;
                while (i < words.Count && Joined(text, words[i - 1], words[i]) && (text[words[i - 1].End] == '-' || IsNameWord(words, i))) i++;
                var title = from > 0 && Titles.Contains(words[from - 1].Lower);
                var single = i - from == 1;
                // A capital at the front of a sentence makes no name.
                if (single && words[from].IsFirst && !title) continue;
                names.Add(new(words[from..i], title));
            }
        }
        return names;
    }

    private static bool IsNameWord(List<LatinWord> words, int i)
    {
        var word = words[i];
        if (!word.IsCapital || word.Lower.Length < 2 || NotNames.Contains(word.Lower) || Titles.Contains(word.Lower)) return false;
        // Park, Song and Moon are words of the lexicon and yet surnames, beside a given name.
        if (word.IsKnown && !(KoreanNames.IsSurname(word.Lower) && (IsGiven(words, i + 1) || IsGiven(words, i - 1)))) return false;
        return word.Text.AsSpan(1).ContainsAnyInRange('a', 'ž');
    }

    private static bool IsGiven(List<LatinWord> words, int i) =>
        i >= 0 && i < words.Count && words[i] is { IsKnown: false, IsCapital: true };

    private static bool Joined(string text, LatinWord a, LatinWord b) => b.Start - a.End == 1 && text[a.End] is ' ' or '-' or '.' || b.Start - a.End == 2 && text[a.End] == '.';

    /// <summary>Words in Hangul, kana or Cyrillic letters of a stretch of sentences, with their neighbours.</summary>
    public static List<ForeignWord> OfOther(Edition edition, int start, int count)
    {
        var found = new List<ForeignWord>();
        List<Word> known = [];
        for (var s = start; s < start + count; s++)
        {
            var sentence = edition.Sentences[s];
            var text = edition.Blocks[sentence.Block].Reading;
            known = [.. edition.Words[s].Where(word => word.Concepts.Length > 0)];
            ForeignWord? last = null;
            for (var i = sentence.ReadStart; i < sentence.ReadEnd;)
            {
                var of = Kind(text[i]);
                if (of == 0)
                {
                    if (!char.IsWhiteSpace(text[i]) && text[i] is not ('・' or '=' or '·')) last = null;
                    i++;
                    continue;
                }
                var from = i;
                while (i < sentence.ReadEnd && Kind(text[i]) == of) i++;
                if (i - from > 30) continue;
                var run = text[from..i];
                var stem = of == 1 ? Stems.KoreanNoun(run) : run;
                var word = new ForeignWord(run, stem, sentence.Block, from, from + stem.Length, IsKnown(from, stem.Length, of), false, found.Count) { Previous = last };
                last?.Next = word;
                found.Add(word);
                last = word;
            }
        }
        for (var i = 0; i < found.Count; i++)
            if (found[i].Next is { } next && IsTitle(next) || found[i].Previous is { } before && IsTitle(before)) found[i] = Titled(found[i]);
        return found;

        // 이자 is a word of the lexicon and 이자벨 is none: what is known covers the word, or all but a syllable of a long one.
        bool IsKnown(int from, int length, int kind) =>
            kind != 1 ? known.Exists(word => word.Start == from)
            : known.Where(word => word.Start >= from && word.Start < from + length).Sum(word => word.End - word.Start) >= (length >= 4 ? length - 1 : length);

        static ForeignWord Titled(ForeignWord word)
        {
            var titled = word with { BesideTitle = true };
            word.Previous?.Next = titled;
            word.Next?.Previous = titled;
            return titled;
        }
    }

    public static bool IsTitle(ForeignWord word) => KoreanTitles.Contains(word.Stem) || KoreanTitles.Contains(word.Text) || word.Text is "씨가" or "씨는" or "씨의" or "씨를" or "씨와" or "씨도" or "님이" or "님은" or "님의" or "님을";

    private static int Kind(char c) => Sounds.IsHangul(c) ? 1 : Sounds.IsKatakana(c) && c != '・' ? 2 : Sounds.IsCyrillic(c) ? 3 : 0;
}
