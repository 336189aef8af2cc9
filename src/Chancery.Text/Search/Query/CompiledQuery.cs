using System.Runtime.Intrinsics;

namespace Chancery.Text.Search;

/// <summary>A term to look up, with the bit that a document gets for having it (0 when bits are used up).</summary>
/// <param name="Entries">What the dictionary of each leaf says of it.</param>
/// <param name="Documents">In how many documents it is.</param>
internal sealed record QueryTerm(float Weight, ulong Bit, bool TitleOnly, TermEntry[] Entries, long Documents);

/// <summary>A written word of the question: a document has it when it has all the bits of one of the alternatives.</summary>
internal sealed class QueryWord(string text)
{
    public string Text => text;

    public List<ulong> Alternatives { get; } = [];

    public bool IsIn(ulong bits)
    {
        foreach (var alternative in Alternatives)
        {
            if ((bits & alternative) == alternative) return true;
        }
        return false;
    }
}

/// <summary>All words of a question, to try many documents on quickly.</summary>
internal sealed class DemandedWords
{
    private readonly ulong _all;
    private readonly ulong[][] _any;

    public DemandedWords(IReadOnlyList<QueryWord> words)
    {
        foreach (var word in words.Where(w => w.Alternatives.Count == 1)) _all |= word.Alternatives[0];
        _any = [.. words.Where(w => w.Alternatives.Count > 1).Select(w => w.Alternatives.Distinct().Order().ToArray())];
    }

    /// <summary>Which of 64 documents have them.</summary>
    public ulong AreIn(ReadOnlySpan<ulong> bits)
    {
        ulong found = 0;
        var all = Vector256.Create(_all);
        for (var i = 0; i < 64; i += 4)
        {
            var four = Vector256.Create(bits[i..]);
            var have = Vector256.Equals(four & all, all);
            foreach (var word in _any)
            {
                if (have == Vector256<ulong>.Zero) break;
                var any = Vector256<ulong>.Zero;
                foreach (var alternative in word)
                {
                    var mask = Vector256.Create(alternative);
                    any |= Vector256.Equals(four & mask, mask);
                }
                have &= any;
            }
            found |= (ulong)have.ExtractMostSignificantBits() << i;
        }
        return found;
    }
}

/// <summary>A phrase that is verified on the text of what has all its words.</summary>
internal sealed record QueryPhrase(string Text, IReadOnlyList<QueryWord> Words, bool Not, bool Title);

/// <summary>A question as the index is asked it.</summary>
internal sealed class CompiledQuery
{
    private const int MostTerms = 256;
    private const int MostNear = 3;

    private readonly Snapshot _snapshot;
    private readonly Analyser _analyser;
    private readonly SearchRequest _request;
    private readonly Dictionary<(string Key, bool Title), QueryTerm> _terms = [];
    private readonly List<QueryWord> _words = [];
    private readonly List<QueryWord> _nots = [];
    private readonly List<QueryPhrase> _phrases = [];
    private readonly List<string> _unknown = [];
    private readonly List<TitleLikeness> _likeness = [];
    private readonly List<(string Word, List<string> Near)> _near = [];
    private readonly Dictionary<string, string> _instead = new(StringComparer.Ordinal);
    private int _bits;

    public CompiledQuery(Snapshot snapshot, Analyser analyser, SearchRequest request)
    {
        _snapshot = snapshot;
        _analyser = analyser;
        _request = request;
        Asked = QueryText.Parse(request.Text);
        if (request.Label is { } label) Asked = Asked with { Labels = [.. Asked.Labels.Select(label)], NotLabels = [.. Asked.NotLabels.Select(label)] };
        Cut = Asked.Cut;

        // Words beside each other are analysed together: a bigram may lie across the gap between them.
        var plain = string.Join(' ', Asked.Clauses.Where(c => c is { Phrase: false, Not: false, Title: false }).Select(c => c.Text));
        _words.AddRange(Compile(plain, title: false));
        foreach (var clause in Asked.Clauses.Where(c => c.Phrase || c.Not || c.Title))
        {
            var words = Compile(clause.Text, clause.Title);
            if (words.Count == 0) continue;
            if (clause.Phrase) _phrases.Add(new QueryPhrase(SearchFolding.Fold(clause.Text), words, clause.Not, clause.Title));
            else if (clause.Not) _nots.AddRange(words);
            if (!clause.Not) _words.AddRange(words);
        }
        Demanded = new DemandedWords(_words);
        var language = request.Languages.Count > 0 ? request.Languages[0] : "ko";
        var asked = string.Join(' ', Asked.Clauses.Where(c => !c.Not).Select(c => c.Text));
        _likeness.Add(new TitleLikeness(analyser.Despaced(asked, language)));
        for (var i = 0; i < MostNear && _near.Exists(n => n.Near.Count > i); i++) _likeness.Add(new TitleLikeness(analyser.Despaced(Corrected(asked, i), language)));
    }

    public QueryText Asked { get; }

    public bool Cut { get; private set; }

    public IReadOnlyCollection<QueryTerm> Terms => _terms.Values;

    public IReadOnlyList<QueryWord> Words => _words;

    public DemandedWords Demanded { get; }

    public IReadOnlyList<QueryWord> Nots => _nots;

    public IReadOnlyList<QueryPhrase> Phrases => _phrases;

    public IReadOnlyList<string> Unknown => _unknown;

    public IReadOnlyDictionary<string, string> Instead => _instead;

    /// <summary>To lay titles beside the words as written, and beside the words with what stands in for unknown ones.</summary>
    public IReadOnlyList<TitleLikeness> Likeness => _likeness;

    private string Corrected(string asked, int choice)
    {
        var text = SearchFolding.Fold(asked);
        foreach (var (word, near) in _near) text = text.Replace(word, near[Math.Min(choice, near.Count - 1)], StringComparison.Ordinal);
        return text;
    }

    private List<QueryWord> Compile(string text, bool title)
    {
        var tokens = new List<Token>();
        _analyser.AnalyseQuery(text, _request.Languages, tokens);
        var words = new List<QueryWord>();
        var letters = new List<(QueryWord Word, int Start, int End)>();
        foreach (var group in tokens.GroupBy(t => t.Word).OrderBy(g => g.Key))
        {
            if (_terms.Count >= MostTerms)
            {
                Cut = true;
                break;
            }
            var own = group.ToArray();
            var word = Compile(own, text, title);
            words.Add(word);
            if (word.Text.Length == 1) letters.Add((word, own.Max(t => t.Start), own.Max(t => t.End)));
        }
        // A single letter may be part of the word beside it: a bigram of both is as good.
        foreach (var (word, start, end) in letters)
        {
            foreach (var pair in tokens.Where(t => t.Channel == TermChannel.Pair && t.Start <= start && t.End >= end && t.End - t.Start > end - start))
            {
                if (Term(pair, title).Bit is not 0 and var bit) word.Alternatives.Add(bit);
            }
        }
        return words;
    }

    /// <summary>
    /// A word is in a document when its written form or its stem is; or all parts of the compound; or all its bigrams,
    /// which is how it is found when the document spaces it otherwise.
    /// </summary>
    private QueryWord Compile(Token[] tokens, string text, bool title)
    {
        var whole = tokens.Where(t => t.Channel != TermChannel.Pair).ToList();
        var end = whole.Count == 0 ? tokens.Max(t => t.End) : whole.Max(t => t.End);
        var start = whole.Count == 0 ? tokens.Min(t => t.Start) : whole.Min(t => t.Start);
        var word = new QueryWord(SearchFolding.Fold(text.AsSpan(start, end - start)));
        ulong pairs = 0, parts = 0;
        var everyPair = true;
        var everyPairKnown = true;
        var known = false;
        // The stem: the longest that is shorter than the written word; without one, the word itself.
        var ends = whole.Where(t => t.Start == start && t.Channel == TermChannel.Word).Select(t => t.End).Distinct().OrderDescending().ToList();
        var stem = ends.Count > 1 && IsStem(whole, start, ends) ? ends[1] : end;
        foreach (var token in tokens)
        {
            var term = Term(token, title);
            if (token.Channel == TermChannel.Pair)
            {
                // Across the gap to another word: it counts, and is not demanded.
                if (token.Start < start || token.End > end) continue;
                pairs |= term.Bit;
                everyPair &= term.Bit != 0;
                everyPairKnown &= term.Documents > 0;
                continue;
            }
            known |= term.Documents > 0 && token.Channel == TermChannel.Word;
            if (token.Start == start && (token.End == end || token.End == stem)) word.Alternatives.Add(term.Bit);
            else parts |= term.Bit;
        }
        if (parts != 0 && Covers(whole, start, stem)) word.Alternatives.Add(parts);
        if (pairs != 0 && everyPair) word.Alternatives.Add(pairs);
        if (!known) Correct(word, whole.Where(t => t.Channel == TermChannel.Word).Select(t => t.Term).MaxBy(t => t.Length) ?? word.Text, title, isUnknown: !(pairs != 0 && everyPairKnown));
        // Without bits left nothing can be demanded of it.
        if (word.Alternatives.Count == 0) word.Alternatives.Add(0);
        return word;
    }

    // Parts of a compound begin at the word's start too; a stem is followed by no other part.
    private static bool IsStem(List<Token> tokens, int start, List<int> ends) =>
        !tokens.Exists(t => t.Start > start && t.Start == ends[1] && t.End == ends[0]);

    private static bool Covers(List<Token> tokens, int start, int end)
    {
        var at = start;
        foreach (var token in tokens.Where(t => t.End <= end && !(t.Start == start && t.End == end)).OrderBy(t => t.Start).ThenBy(t => t.End))
        {
            if (token.Start > at) return false;
            at = Math.Max(at, token.End);
        }
        return at >= end;
    }

    /// <param name="isUnknown">False when its bigrams are known: then it may be spaced otherwise, and nobody is told of another spelling.</param>
    private void Correct(QueryWord word, string longest, bool title, bool isUnknown)
    {
        if (isUnknown) _unknown.Add(word.Text);
        if (_request.Near is not { } near || word.Text.Length < 2) return;
        var found = near(longest).Where(n => n.Term != longest).Take(MostNear).ToList();
        if (found.Count == 0) return;
        if (isUnknown) _instead.TryAdd(word.Text, found[0].Term);
        _near.Add((word.Text, [.. found.Select(n => n.Term)]));
        foreach (var (term, weight) in found)
        {
            var added = Term(new Token(term, TermChannel.Word, 0, term.Length, 0), title, (float)weight);
            word.Alternatives.Add(added.Bit);
        }
    }

    private QueryTerm Term(in Token token, bool title, float weight = 1)
    {
        var name = (char)token.Channel + token.Term;
        if (_terms.TryGetValue((name, title), out var known)) return known;
        var bit = _bits < 64 ? 1UL << _bits++ : 0;
        weight *= token.Channel switch { TermChannel.Pair => FieldWeights.Pair, TermChannel.Prefix => FieldWeights.Prefix, _ => 1 };
        var key = SegmentBuilder.Key(SegmentBuilder.Channel(token.Channel), token.Term);
        var entries = new TermEntry[_snapshot.Leaves.Count];
        long documents = 0;
        for (var i = 0; i < entries.Length; i++)
        {
            if (_snapshot.Leaves[i].Segment.TryFind(key, out entries[i])) documents += entries[i].Documents;
        }
        return _terms[(name, title)] = new QueryTerm(weight, bit, title, entries, documents);
    }
}
