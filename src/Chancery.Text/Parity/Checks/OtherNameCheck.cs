using System.Collections.Frozen;
using Chancery.Text.Alignment;
using Chancery.Text.Names;

namespace Chancery.Text.Parity.Checks;

/// <summary>
/// A name written in another script that cannot be the name in Latin letters: told only where the Latin name has no
/// counterpart by sound and a word in the place of a name has none either.
/// </summary>
internal sealed class OtherNameCheck : Check
{
    private const int MostNames = 60;
    private const int MostWords = 400;
    private const double Sure = 0.66;
    private const double SureWhole = 0.75;
    private const double Unlike = 0.5;

    // Endings and syllables that Korean words hardly have and transliterated names often do.
    private static readonly string[] ForeignSyllables =
        ["프", "브", "르", "크", "스", "즈", "츠", "흐", "드", "트", "므", "쉬", "예", "슈", "쿠", "샤", "자데", "코프", "이예", "로바", "노바", "예바", "비치", "스키", "메도", "굴", "켈", "쿨", "라흐", "파르", "레일", "나르", "리나", "마리", "엘", "빌", "필", "토"];

    public override string Id => "name-other";
    public override Severity Severity => Severity.Check;

    public override IEnumerable<Finding> Find(Comparison comparison)
    {
        if (comparison.Source.IsLatin == comparison.Target.IsLatin) yield break;
        var latinIsSource = comparison.Source.IsLatin;
        var (latin, other) = latinIsSource ? (comparison.Source, comparison.Target) : (comparison.Target, comparison.Source);
        var memory = new Memory();
        foreach (var finding in Given(comparison, latinIsSource)) yield return finding;
        foreach (var bead in comparison.Pairs)
        {
            var (start, count) = latinIsSource ? (bead.SourceStart, bead.SourceCount) : (bead.TargetStart, bead.TargetCount);
            var (otherStart, otherCount) = latinIsSource ? (bead.TargetStart, bead.TargetCount) : (bead.SourceStart, bead.SourceCount);
            var names = PersonNames.OfLatin(latin, start, count);
            if (names.Count is 0 or > MostNames) continue;
            var words = PersonNames.OfOther(other, otherStart, otherCount);
            var taken = new HashSet<int>();
            if (words.Count > MostWords) continue;
            var scores = names.Select(name => Match(name, words, memory, taken)).ToList();
            for (var n = 0; n < names.Count; n++)
            {
                if (Suspect(names[n], scores[n], words, taken) is not ({ } first, { } last)) continue;
                taken.Add(first.Order);
                taken.Add(last.Order);
                var name = names[n];
                var wrong = first == last ? first.Stem : $"{first.Text} {last.Stem}";
                if (comparison.Given.Pairs.Any(pair => Mentions(latinIsSource ? pair.Source : pair.Target, name.Text) && Mentions(latinIsSource ? pair.Target : pair.Source, wrong))) continue;
                var a = comparison.Span(latin, name.Block, name.Start, name.End);
                var b = comparison.Span(other, first.Block, first.Start, last.End, $"{wrong} [{Sounds.Of(wrong)}]");
                yield return comparison.Finding(FindingKinds.NameOther, Severity, Id, $"\"{wrong}\" does not sound like \"{name.Text}\".", bead,
                    latinIsSource ? a : b, latinIsSource ? b : a);
            }
        }
    }

    private static bool Mentions(string spelling, string word) =>
        spelling.Contains(word, StringComparison.OrdinalIgnoreCase) || word.Contains(spelling, StringComparison.OrdinalIgnoreCase);

    private sealed class Memory
    {
        private readonly Dictionary<string, string> sounds = new(StringComparer.Ordinal);

        public string Sound(string word) => sounds.TryGetValue(word, out var sound) ? sound : sounds[word] = Sounds.Of(word);
    }

    private sealed record NameMatch(double[] Best, int[] At, double Whole);

    private static NameMatch Match(PersonName name, List<ForeignWord> words, Memory memory, HashSet<int> taken)
    {
        var best = new double[name.Words.Count];
        var at = new int[name.Words.Count];
        Array.Fill(at, -1);
        for (var i = 0; i < best.Length; i++)
        {
            var sound = memory.Sound(name.Words[i].Lower);
            for (var w = 0; w < words.Count; w++)
            {
                var score = Likeness(sound, words[w], memory);
                // Said twice, both are accounted for.
                if (score >= Sure && !IsKorean(name)) taken.Add(words[w].Order);
                if (score <= best[i]) continue;
                best[i] = score;
                at[i] = w;
            }
        }
        var whole = 0.0;
        if (name.Words.Count >= 2)
        {
            for (var w = 0; w < words.Count; w++)
            {
                var score = KoreanNames.Likeness(name.Text, words[w].Stem);
                if (words[w].Stem.Length > 3) score = Math.Max(score, KoreanNames.Likeness(name.Text, words[w].Stem[..3]));
                if (score <= whole) continue;
                whole = score;
                if (score >= SureWhole) Take(w);
            }
        }
        for (var i = 0; i < best.Length && !IsKorean(name); i++)
            if (best[i] >= Sure) Take(at[i]);
        return new(best, at, whole);

        void Take(int w) => taken.Add(words[w].Order);
    }

    // Endings and titles may hang on a name (테이무로프씨가, Теймурова): its beginning may be the name.
    private static double Likeness(string sound, ForeignWord word, Memory memory)
    {
        var best = SoundLikeness.OfSounds(sound, memory.Sound(word.Stem));
        for (var cut = 0; cut <= 3 && word.Text.Length - cut >= 3; cut++)
            best = Math.Max(best, SoundLikeness.OfSounds(sound, memory.Sound(word.Text[..^cut])));
        return best;
    }

    private static (ForeignWord First, ForeignWord Last)? Suspect(PersonName name, NameMatch match, List<ForeignWord> words, HashSet<int> taken)
    {
        if (match.Whole >= SureWhole || name.Words.Count > 4 || name.Words.All(word => word.Lower.Length < 4) && match.Best.Length < 2) return null;
        var met = IsKorean(name) ? [] : Enumerable.Range(0, match.Best.Length).Where(i => match.Best[i] >= Sure).ToList();
        if (met.Count > 0)
        {
            // One of two names is there: its neighbour stands for the other.
            if (match.Best.Length != 2 || met.Count != 1 || match.Best[1 - met[0]] >= Unlike || name.Words[1 - met[0]].Lower.Length < 4) return null;
            var word = words[match.At[met[0]]];
            var beside = met[0] == 0 ? word.Next : word.Previous;
            return beside is not null && !taken.Contains(beside.Order) && CouldBeName(beside) ? (beside, beside) : null;
        }
        // Syllables of a Korean's name are like too many words; only the whole counts.
        if (!IsKorean(name) && match.Best.Max() >= 0.6 || match.Best.Length < 2 && !name.HasTitle) return null;
        // None of it is there: a word beside a title that no other name accounts for.
        var wrong = words.Where(word => !taken.Contains(word.Order) && word.BesideTitle && CouldBeName(word))
            .OrderByDescending(word => word.Next is { } next && PersonNames.IsTitle(next)).FirstOrDefault();
        if (wrong is null) return null;
        var (first, last) = (wrong, wrong);
        if (wrong.Next is null || PersonNames.IsTitle(wrong.Next))
        {
            if (first.Previous is { IsKnown: false } before && !taken.Contains(before.Order) && !PersonNames.IsTitle(before) && before.Stem == before.Text && before.Stem.Length >= 2) first = before;
        }
        else if (last.Next is { IsKnown: false } after && !taken.Contains(after.Order) && CouldBeName(after)) last = after;
        return (first, last);
    }

    private static bool IsKorean(PersonName name) =>
        name.Words.Count is 2 or 3 && (KoreanNames.IsSurname(name.Words[0].Lower) || KoreanNames.IsSurname(name.Words[^1].Lower))
        && name.Words.All(word => word.Lower.Length <= (name.Words.Count == 3 ? 6 : 10));

    private static bool CouldBeName(ForeignWord word)
    {
        if (word.IsKnown || PersonNames.IsTitle(word) || word.Stem.Length < 2) return false;
        if (Sounds.IsHangul(word.Text[0]))
            return word.Stem.Length >= 3 && (ForeignSyllables.Any(syllable => word.Stem.Contains(syllable, StringComparison.Ordinal)) || KoreanNames.LooksKorean(word.Stem)) || word.BesideTitle && (word.Stem.Length >= 3 || IsSecondOfTwo(word));
        if (Sounds.IsKatakana(word.Text[0])) return word.Text.Length >= 3;
        return char.IsUpper(word.Text[0]) && word.Text.Length >= 4 && word.Order > 0;
    }

    // 마리 퀴리 박사: two unknown words before a title.
    private static bool IsSecondOfTwo(ForeignWord word) =>
        word.Next is { } title && PersonNames.IsTitle(title) && word.Previous is { IsKnown: false } first && first.Stem == first.Text
        && first.Text.Length >= 2 && !PersonNames.IsTitle(first);

    // A name of the glossary is in one edition, and another name of the glossary stands in its place in the other.
    private IEnumerable<Finding> Given(Comparison comparison, bool latinIsSource)
    {
        if (comparison.Given.Pairs.Count == 0) yield break;
        foreach (var bead in comparison.Pairs)
        {
            var left = comparison.Sentences(comparison.Source, bead.SourceStart, bead.SourceCount)!;
            var right = comparison.Sentences(comparison.Target, bead.TargetStart, bead.TargetCount)!;
            var lacking = comparison.Given.Pairs.Where(pair => left.Text.Contains(pair.Source, StringComparison.Ordinal) && !right.Text.Contains(pair.Target, StringComparison.Ordinal)).ToList();
            var extra = comparison.Given.Pairs.Where(pair => !left.Text.Contains(pair.Source, StringComparison.Ordinal) && right.Text.Contains(pair.Target, StringComparison.Ordinal)).ToList();
            for (var i = 0; i < Math.Min(lacking.Count, extra.Count); i++)
            {
                var from = left.Start + left.Text.IndexOf(lacking[i].Source, StringComparison.Ordinal);
                var to = right.Start + right.Text.IndexOf(extra[i].Target, StringComparison.Ordinal);
                yield return comparison.Finding(FindingKinds.NameOther, Severity.Error, Id,
                    $"The glossary gives \"{lacking[i].Target}\" for \"{lacking[i].Source}\"; here stands \"{extra[i].Target}\".", bead,
                    new(from, from + lacking[i].Source.Length, lacking[i].Source, lacking[i].Target),
                    new(to, to + extra[i].Target.Length, extra[i].Target, extra[i].Source));
            }
        }
    }
}
