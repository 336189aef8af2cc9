using System.Buffers;
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
    private const double Sure = 0.68;
    private const double SureWhole = 0.75;

    // A loanword is explained by a word of the other edition that sounds like it.
    private const double Explained = 0.7;

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
            if (words.Count is 0 or > MostWords) continue;
            var inLatin = LatinWords.Of(other, otherStart, otherCount).Select(word => word.Lower).ToHashSet(StringComparer.Ordinal);
            var scores = names.Select(name => Match(name, words, memory, taken)).ToList();
            var all = scores.Exists(score => score.Best.Any(best => best < Sure)) ? LatinWords.Of(latin, start, count) : [];
            Explain(all, names, words, memory, taken);
            for (var n = 0; n < names.Count; n++)
            {
                // Left in Latin letters, it is there.
                if (names[n].Words.Any(word => inLatin.Contains(word.Lower))) continue;
                if (Suspect(names[n], scores[n], words, memory, taken, all.Count >= 5 && latin.Reading(latin.Sentences[start + count - 1]).TrimEnd() is [.., '.' or '!' or '?' or '"' or '”']) is not ({ } first, { } last)) continue;
                taken.Add(first.Order);
                taken.Add(last.Order);
                var name = names[n];
                var wrong = first == last ? first.Stem : $"{first.Text} {last.Stem}";
                if (comparison.Given.Pairs.Any(pair => Mentions(latinIsSource ? pair.Source : pair.Target, name.Text) && Mentions(latinIsSource ? pair.Target : pair.Source, wrong))) continue;
                var a = comparison.Span(latin, name.Block, name.Start, name.End);
                var b = comparison.Span(other, first.Block, first.Start, last.End, $"{wrong} [{Sounds.Of(wrong)}]");
                yield return comparison.Finding(FindingKinds.NameOther, Severity, Id,
                    new(FindingReasons.Sound, $"\"{wrong}\" does not sound like \"{name.Text}\".", new(name.Text), new(wrong)), bead,
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
            var (sound, french) = (memory.Sound(name.Words[i].Lower), French(name.Words[i].Lower) is { } silent ? memory.Sound(silent) : null);
            for (var w = 0; w < words.Count; w++)
            {
                var score = Likeness(sound, words[w], memory);
                if (french is not null) score = Math.Max(score, Likeness(french, words[w], memory));
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

    // Laurent is 로랑, Moreau 모로: what French does not say and others do.
    private static string? French(string word)
    {
        var said = word.Replace("eau", "o", StringComparison.Ordinal).Replace("au", "o", StringComparison.Ordinal);
        if (said.Length >= 4 && said[^1] is 't' or 'd' or 's' or 'x' or 'z' && said[^2] is 'n' or 'r' or 'e' or 'o' or 'i' or 'u') said = said[..^1];
        return said == word ? null : said;
    }

    // Endings and titles may hang on a name (테이무로프씨가, Теймурова): its beginning may be the name.
    private static double Likeness(string sound, ForeignWord word, Memory memory)
    {
        var best = SoundLikeness.OfSounds(sound, memory.Sound(word.Stem));
        for (var cut = 0; cut <= 3 && word.Text.Length - cut >= 3; cut++)
            best = Math.Max(best, SoundLikeness.OfSounds(sound, memory.Sound(word.Text[..^cut])));
        return best;
    }

    private static readonly FrozenSet<string> NumberWords = "three four five seven eight nine eleven twelve twenty thirty hundred thousand million".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    // 카메라 is "camera" and no name: what sounds like another word of the sentence is accounted for.
    private static void Explain(List<LatinWord> all, List<PersonName> names, List<ForeignWord> words, Memory memory, HashSet<int> taken)
    {
        var inNames = names.SelectMany(name => name.Words).Select(word => word.Start).ToHashSet();
        foreach (var word in words)
        {
            if (taken.Contains(word.Order) || !CouldBeName(word) && !IsForeign(word)) continue;
            foreach (var latin in all)
            {
                if (latin.Lower.Length < 4 || NumberWords.Contains(latin.Lower) || inNames.Contains(latin.Start) || Likeness(memory.Sound(latin.Lower), word, memory) < Explained) continue;
                taken.Add(word.Order);
                break;
            }
        }
    }

    private static (ForeignWord First, ForeignWord Last)? Suspect(PersonName name, NameMatch match, List<ForeignWord> words, Memory memory, HashSet<int> taken, bool isSentence)
    {
        if (match.Whole >= SureWhole || name.Words.Count > 4 || name.Words.All(word => word.Lower.Length < 4) && match.Best.Length < 2) return null;
        var korean = IsKorean(name);
        var met = korean ? [] : Enumerable.Range(0, match.Best.Length).Where(i => match.Best[i] >= Sure).ToList();
        if (met.Count > 0)
        {
            // One of two names is there: its neighbour stands for the other.
            if (match.Best.Length != 2 || met.Count != 1 || name.Words[1 - met[0]].Lower.Length < 4) return null;
            var word = words[match.At[met[0]]];
            var beside = met[0] == 0 ? word.Next : word.Previous;
            return beside is not null && !taken.Contains(beside.Order) && (beside.BesideTitle && CouldBeName(beside) || IsForeign(beside)) && IsUnlike(1 - met[0], beside) ? (beside, beside) : null;
        }
        if (!korean && match.Best.Length == 2 && TwoWords() is { } two) return two;
        // Syllables of a Korean's name are like too many words; only the whole counts.
        if (!korean && match.Best.Max() >= Sure) return null;
        if (match.Best.Length == 1 && !name.HasTitle) return isSentence && IsNameAlone(name.Words[0]) ? Lone() : null;
        // None of it is there: a word beside a title that no other name accounts for.
        var wrong = words.Where(word => !taken.Contains(word.Order) && word.BesideTitle && CouldBeName(word))
            .OrderByDescending(word => word.Next is { } next && PersonNames.IsTitle(next)).FirstOrDefault();
        if (wrong is null) return match.Best.Length == 1 ? Lone() : null;
        var (first, last) = (wrong, wrong);
        if (wrong.Next is null || PersonNames.IsTitle(wrong.Next))
        {
            if (first.Previous is { IsKnown: false } before && !taken.Contains(before.Order) && !PersonNames.IsTitle(before) && before.Stem == before.Text && before.Stem.Length >= 2) first = before;
        }
        else if (last.Next is { IsKnown: false } after && !taken.Contains(after.Order) && CouldBeName(after)) last = after;
        return (first, last);

        bool IsUnlike(int i, ForeignWord word) => Likeness(memory.Sound(name.Words[i].Lower), word, memory) < Sure;

        // Two foreign words side by side where nothing sounds like either name.
        (ForeignWord, ForeignWord)? TwoWords()
        {
            foreach (var one in words)
            {
                if (one.Next is not { } two || taken.Contains(one.Order) || taken.Contains(two.Order) || !IsForeign(two) || one.Stem != one.Text || one.IsKnown || one.Text.Length < 2) continue;
                if (!IsForeign(one) && !two.BesideTitle || PersonNames.IsTitle(one)) continue;
                if (IsUnlike(0, one) && IsUnlike(1, two) && IsUnlike(0, two) && IsUnlike(1, one)) return (one, two);
            }
            return null;
        }

        // A single name without a title: the one word that is foreign and that nothing accounts for.
        (ForeignWord, ForeignWord)? Lone()
        {
            var candidates = words.Where(word => !taken.Contains(word.Order) && IsForeign(word)).OrderByDescending(Foreignness).ToList();
            if (candidates.Count == 0 || candidates.Count > 1 && Foreignness(candidates[0]) == Foreignness(candidates[1])) return null;
            return (candidates[0], candidates[0]);
        }
    }

    // "Flow", "Renaming", "Report Builder": labels and headings have capitals too. A name alone is no English word by its
    // ending, and no capital stands beside it.
    private static bool IsNameAlone(LatinWord word) =>
        word.Lower.Length >= 4 && !word.Text.AsSpan(1).ContainsAnyInRange('A', 'Z') && !IsUpper(word.Previous) && !IsUpper(word.Next)
        && !EnglishEndings.Any(ending => word.Lower.EndsWith(ending, StringComparison.Ordinal));

    private static bool IsUpper(string? word) => word is { Length: > 0 } && char.IsUpper(word[0]);

    private static readonly string[] EnglishEndings = ["ing", "ion", "ive", "ed", "ment", "ness", "ity", "able", "ible", "ful", "ous", "ance", "ence", "ship", "ology", "ism", "ist", "ider", "ener", "inder", "ilder", "ease", "sian", "tian", "rian", "nian", "lian", "ese", "ish", "size", "ther"];

    // Built like a word from elsewhere: syllables that Korean and Sino-Korean words hardly have, and no ending of a verb.
    private static bool IsForeign(ForeignWord word)
    {
        if (word.IsKnown || PersonNames.IsTitle(word)) return false;
        if (!Sounds.IsHangul(word.Text[0])) return CouldBeName(word);
        if (word.Stem.Length < 2 || NativeWords.Contains(word.Stem) || NativeVerbs.Any(verb => word.Text.StartsWith(verb, StringComparison.Ordinal)) || word.Text.Length > 2 && VerbEndings.Contains(word.Text[^1]) && word.Text == word.Stem) return false;
        return Foreignness(word) is var foreign && (foreign >= 2 || foreign == 1 && word.Stem.Length <= 4);
    }

    private static int Foreignness(ForeignWord word)
    {
        var foreign = 0;
        foreach (var syllable in word.Stem)
            if (ForeignSyllables.Contains(syllable)) foreign++;
        return foreign + (SurnameEndings.Any(ending => word.Stem.Length > 2 && word.Stem.EndsWith(ending, StringComparison.Ordinal)) ? 2 : 0);
    }

    private static readonly string[] SurnameEndings = ["도바", "노바", "로바", "모바", "코바", "예바", "포바", "자데", "예프", "노프", "로프", "모프", "소프", "코프", "스키", "비치", "드제", "슈빌리"];

    private static readonly FrozenSet<string> NativeWords = "스스로 흐름 크기 테두리 누르 모르 다르 따르 드러 바르 흐르 큰 스승 마름 크게 슬픔 뉴스 메시지 테스트".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] NativeVerbs = ["누르", "눌러", "불러", "부르", "모르", "따르", "다르", "고르", "흐르", "서두르", "들르", "내려", "올려", "두르", "벌어", "그릴", "드릴", "늘릴", "알릴"];

    private static readonly SearchValues<char> VerbEndings = SearchValues.Create("다요까면며고려록던든된될할한합됨");

    private static readonly SearchValues<char> ForeignSyllables = SearchValues.Create(
        "카케켈켄코콘콜쿠쿨쿰쿱크킨킬킴캄캅캐컨쾨퀴탄탈테텐텔톨튀튜트티틴틸팔펠페펜폰폴푸프플핀필첸츠란람랍랑랜러레렌렐론롬롭루룬뤼르릴듀드디딘딜데덴델돈브베벤벨뵈뷔뷰블빌"
        + "슈스쉬셰셴센셀솔숄슐슨즈젠젤쥐쥬흐헤헨헬훌힌힐므메멘멜뫼뮐귄겐겔네넬넨누눌닉닐넥엘엔옐윌웰웨율샤샨샬섀셔얀얄옌냐뇨잘칸훔앙");

    private static bool IsKorean(PersonName name) =>
        name.Words.Count is 2 or 3 && (KoreanNames.IsSurname(name.Words[0].Lower) || KoreanNames.IsSurname(name.Words[^1].Lower))
        && name.Words.All(word => word.Lower.Length <= (name.Words.Count == 3 ? 6 : 10));

    private static bool CouldBeName(ForeignWord word)
    {
        if (word.IsKnown || PersonNames.IsTitle(word) || word.Stem.Length < 2) return false;
        if (Sounds.IsHangul(word.Text[0])) return IsForeign(word) && word.Stem.Length >= 3 || word.BesideTitle && (word.Stem.Length >= 3 || IsSecondOfTwo(word) || IsForeign(word));
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
                    new(FindingReasons.Glossary, $"The glossary gives \"{lacking[i].Target}\" for \"{lacking[i].Source}\"; here stands \"{extra[i].Target}\".",
                        new(lacking[i].Source), new(lacking[i].Target), new(extra[i].Target)), bead,
                    new(from, from + lacking[i].Source.Length, lacking[i].Source, lacking[i].Target),
                    new(to, to + extra[i].Target.Length, extra[i].Target, extra[i].Source));
            }
        }
    }
}
