namespace Chancery.Text.Search;

/// <summary>
/// Stems of Korean words (eojeol): the noun without its particles, the verb without its endings, and the nouns that a
/// compound is made of. By rules alone, and better with nouns and verbs learnt from the archive.
/// </summary>
internal sealed class KoreanWords(Lexicon lexicon)
{
    // A whole noun is likelier than the same noun cut; one syllable is seldom what was meant.
    private const double Whole = 1.15;
    private const double OneSyllable = 0.35;
    private const int LongestPart = 5;
    private const int LongestCompound = 64;

    private readonly List<VerbForm> _forms = [];
    private readonly double[] _costs = new double[LongestCompound + 1];
    private readonly int[] _from = new int[LongestCompound + 1];
    private readonly bool[] _particle = new bool[LongestCompound + 1];

    /// <summary>The stem of <paramref name="word"/>, composed syllables only; the word itself when nothing can be taken off.</summary>
    public string Stem(string word, bool afterNumber = false)
    {
        // 2016년에: what counts may be one syllable.
        if (afterNumber && word.Length > 1)
            for (var cut = Math.Max(1, word.Length - Particles.Longest); cut < word.Length; cut++)
                if (Particles.Is(word.AsSpan(cut), word[cut - 1])) return word[..cut];
        var stem = Cut(word);
        // 사람들이, 사람들: plural or not, one word.
        return stem.Length >= 3 && stem[^1] == '들' && !(lexicon.Noun(stem) > 0 && lexicon.Noun(stem.AsSpan(0, stem.Length - 1)) == 0) ? stem[..^1] : stem;
    }

    /// <summary>The parts of two syllables and more of a compound noun or of words written without spaces, as start and length.</summary>
    public void Parts(ReadOnlySpan<char> word, List<(int Start, int Length)> parts)
    {
        if (word.Length < 4 || word.Length > LongestCompound || lexicon.Nouns == 0) return;
        var logTotal = Math.Log(lexicon.Total + 1);
        var withParticles = word.Length >= 6;
        _costs[0] = 0;
        for (var to = 1; to <= word.Length; to++)
        {
            // A syllable that belongs to nothing known.
            (_costs[to], _from[to], _particle[to]) = (_costs[to - 1] + logTotal + 4, to - 1, false);
            for (var length = 1; length <= LongestPart && length <= to; length++)
            {
                var from = to - length;
                if (length == word.Length) break;
                var part = word.Slice(from, length);
                var count = lexicon.Noun(part);
                if (count > 0)
                {
                    var cost = _costs[from] + logTotal - Math.Log(count) + (length == 1 ? 5 : 1);
                    if (cost < _costs[to]) (_costs[to], _from[to], _particle[to]) = (cost, from, false);
                }
                if (withParticles && from >= 2 && !_particle[from] && Particles.Is(part, word[from - 1]))
                {
                    var cost = _costs[from] + (length == 1 ? 4.5 : 3);
                    if (cost < _costs[to]) (_costs[to], _from[to], _particle[to]) = (cost, from, true);
                }
            }
        }
        for (var to = word.Length; to > 0; to = _from[to])
            if (to - _from[to] >= 2 && !_particle[to]) parts.Add((_from[to], to - _from[to]));
        parts.Reverse();
    }

    private string Cut(string word)
    {
        // Only a particle: something is kept.
        if (word.Length < 2 || Particles.IsAny(word)) return word;
        var noun = LearntNoun(word, out var nounScore);
        if (Endings.LightVerb(word) is > 0 and var light && !(noun > light && lexicon.Noun(word.AsSpan(0, light)) == 0)) return word[..light];

        _forms.Clear();
        Endings.Read(word, _forms);
        var (verb, verbScore, sure) = ("", 0.0, "");
        foreach (var form in _forms)
        {
            if (form.Trust == Trust.Sure && sure.Length == 0) sure = form.Stem;
            var score = Math.Log(1 + lexicon.Verb(form.Stem)) * (form.Trust switch { Trust.Sure => 1.3, Trust.Likely => 1, _ => 0.8 }) * (form.Stem.Length == 1 && form.Trust != Trust.Sure ? OneSyllable : 1);
            if (score > verbScore) (verb, verbScore) = (form.Stem, score);
        }
        if (noun > 0 && nounScore >= verbScore && (sure.Length == 0 || nounScore > 0 && noun == word.Length)) return word[..noun];
        if (verb.Length > 0) return verb;
        if (sure.Length > 0)
        {
            // 대사관입니다 and 대사관이었다 are a noun and 이다.
            for (var at = 2; at < word.Length; at++)
                if (word[at] is '이' or '입' && Particles.Is(word.AsSpan(at), word[at - 1])) return word[..at];
            return sure;
        }
        if (noun > 0) return word[..noun];
        if (LongestParticle(word) is > 0 and var cut) return word[..cut];
        foreach (var form in _forms)
            if (form.Trust == Trust.Likely && form.Stem.Length >= 2) return form.Stem;
        return word;
    }

    private int LearntNoun(string word, out double best)
    {
        best = 0;
        if (lexicon.Nouns == 0) return 0;
        var at = 0;
        for (var cut = Math.Max(1, word.Length - Particles.Longest); cut <= word.Length; cut++)
        {
            if (cut < word.Length && !Particles.Is(word.AsSpan(cut), word[cut - 1])) continue;
            var score = Math.Log(1 + lexicon.Noun(word.AsSpan(0, cut))) * (cut == 1 ? OneSyllable : 1) * (cut == word.Length ? Whole : 1);
            if (score > best) (best, at) = (score, cut);
        }
        return at;
    }

    private static int LongestParticle(string word)
    {
        for (var cut = Math.Max(1, word.Length - Particles.Longest); cut < word.Length; cut++)
            if ((cut >= 2 || word.Length - cut >= 2) && Particles.Is(word.AsSpan(cut), word[cut - 1])) return cut;
        return 0;
    }
}
