using System.Buffers;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Chancery.Text.Search;

/// <summary>
/// Answers one question from one snapshot: term at a time into accumulators, 16,384 documents at a time so that they
/// stay in the cache, then the best are taken from a scan (BM25F, see <see cref="FieldWeights"/>).
/// </summary>
internal sealed class Searcher(Snapshot snapshot, Analyser analyser)
{
    private const int Chunk = 1 << 14;
    private const int Reranked = 100;
    private const int AlwaysLookedThrough = 100_000;
    private const double LooseShare = 0.4;
    private const double PoorShare = 0.5;

    /// <summary>A heading that is like the question says less than a title that is.</summary>
    private const double HeadingShare = 0.65;
    private const int MostHeadings = 20;

    private readonly DocumentSet[] _matching = new DocumentSet[snapshot.Leaves.Count];
    private readonly DocumentSet?[] _allowed = new DocumentSet?[snapshot.Leaves.Count];
    private readonly ArrayBufferWriter<char> _line = new();
    private readonly ArrayBufferWriter<char> _stems = new();
    private long _deadline = long.MaxValue;
    private bool _late;

    public SearchResults Search(SearchRequest request)
    {
        if (request.Budget is { } budget) _deadline = Stopwatch.GetTimestamp() + (long)(budget.TotalSeconds * Stopwatch.Frequency);
        var query = new CompiledQuery(snapshot, analyser, request);
        var chosen = Chosen(request.Chosen.Concat(query.Asked.Labels));
        for (var leaf = 0; leaf < _allowed.Length; leaf++) _allowed[leaf] = Allowed(snapshot.Leaves[leaf], request, query);

        var wanted = request.Skip + request.Take;
        var loose = false;
        List<Candidate> best;
        if (query.Words.Count == 0 && query.Nots.Count == 0 && query.Phrases.Count == 0)
        {
            // Only signs were asked for: that is nothing, and not everything.
            for (var leaf = 0; leaf < _matching.Length; leaf++)
            {
                var documents = snapshot.Leaves[leaf].Segment.Documents;
                _matching[leaf] = query.Asked.Clauses.Count > 0 ? new DocumentSet(documents) : _allowed[leaf] ?? DocumentSet.All(documents);
            }
            best = [];
        }
        else
        {
            var keep = Math.Max(Reranked, wanted) * (request.Collapse ? 3 : 1);
            (best, var highest) = Score(query, request.AnyWord ? 0 : null, chosen, keep);
            if (!request.AnyWord && query.Words.Count > 0 && highest > 0 && !_late && IsPoor(best, highest))
            {
                loose = true;
                (best, _) = Score(query, (float)(highest * LooseShare), chosen, keep);
            }
            best = Rerank(best, query);
        }

        if (request.Order != SearchOrder.Relevance || query.Words.Count == 0) best = ByDate(chosen, request.Order == SearchOrder.Oldest, wanted, request.Collapse);
        var hits = Collapse(best, request.Collapse).Skip(request.Skip).Take(request.Take)
            .Select(c => Hit(c, query)).ToList();
        var facets = Facets(request, chosen);
        return new SearchResults(hits, Count(chosen, request.Collapse), loose, query.Cut || _late, facets, query.Unknown, query.Instead);
    }

    /// <summary>None has every word, or what has them is far from what others say that lack one: a mistyped word may be another's.</summary>
    private bool IsPoor(List<Candidate> best, float highest) =>
        best.Count == 0 ? Array.TrueForAll(_matching, m => m.IsEmpty) : best[0].Score < highest * PoorShare;

    /// <summary>Sets of each leaf by field; a field with several labels allows any of them.</summary>
    private Dictionary<string, DocumentSet[]> Chosen(IEnumerable<string> labels)
    {
        var chosen = new Dictionary<string, DocumentSet[]>(StringComparer.Ordinal);
        foreach (var field in labels.Distinct(StringComparer.Ordinal).GroupBy(FieldOf)) chosen[field.Key] = [.. snapshot.Leaves.Select(leaf => Any(leaf, field))];
        return chosen;
    }

    private static DocumentSet Any(Leaf leaf, IEnumerable<string> labels)
    {
        var any = new DocumentSet(leaf.Segment.Documents);
        foreach (var label in labels) any.Or(leaf.Segment.Labelled(label));
        return any;
    }

    private static string FieldOf(string label) => label[..label.IndexOf(':', StringComparison.Ordinal)];

    /// <summary>Null when all are.</summary>
    private static DocumentSet? Allowed(Leaf leaf, SearchRequest request, CompiledQuery query)
    {
        var asked = query.Asked;
        if (leaf.Deleted is null && request.Within.Count == 0 && asked.NotLabels.Count == 0 && asked.From is null && asked.Until is null) return null;
        var allowed = DocumentSet.All(leaf.Segment.Documents);
        if (leaf.Deleted is { } deleted) allowed.Without(deleted);
        foreach (var field in request.Within.GroupBy(FieldOf)) allowed.And(Any(leaf, field));
        foreach (var label in asked.NotLabels) allowed.Without(leaf.Segment.Labelled(label));
        if (asked.From is not null || asked.Until is not null)
        {
            var (from, until) = (asked.From?.DayNumber ?? int.MinValue, asked.Until?.DayNumber ?? int.MaxValue);
            var days = leaf.Segment.Days;
            var within = new DocumentSet(days.Length);
            for (var i = 0; i < days.Length; i++)
            {
                if (days[i] >= from && days[i] <= until) within.Add(i);
            }
            allowed.And(within);
        }
        return allowed;
    }

    /// <summary>
    /// The best candidates among the allowed and chosen. With <paramref name="least"/> a document matches that has at
    /// least this score; without, one that has every word.
    /// </summary>
    private (List<Candidate> Best, float Highest) Score(CompiledQuery query, float? least, Dictionary<string, DocumentSet[]> chosen, int keep)
    {
        var best = new PriorityQueue<Candidate, float>();
        var highest = 0f;
        var looked = 0;
        var scores = ArrayPool<float>.Shared.Rent(Chunk);
        var bits = ArrayPool<ulong>.Shared.Rent(Chunk);
        var norms = new float[256];
        var average = snapshot.AverageLength;
        for (var i = 0; i < norms.Length; i++) norms[i] = FieldWeights.K1 * (1 - FieldWeights.B + (FieldWeights.B * FieldWeights.Length(i) / average));
        try
        {
            for (var number = 0; number < _matching.Length; number++)
            {
                var leaf = snapshot.Leaves[number];
                var matching = _matching[number] = new DocumentSet(leaf.Segment.Documents);
                if (_late) continue;
                var cursors = Cursors(number, query, norms);
                if (cursors.Count == 0 && query.Words.Count > 0) continue;
                var sets = chosen.Values.Select(c => c[number]).ToArray();
                for (var from = 0; from < leaf.Segment.Documents; from += Chunk)
                {
                    var length = Math.Min(Chunk, leaf.Segment.Documents - from);
                    // A small archive is always looked through: a slow machine must not make it look empty.
                    if ((looked += length) > AlwaysLookedThrough && Stopwatch.GetTimestamp() > _deadline)
                    {
                        _late = true;
                        break;
                    }
                    if (query.Words.Count > 0 && !cursors.Exists(c => c.Next < from + length)) continue;
                    // Whole groups of 64, as the sets have them.
                    var s = scores.AsSpan(0, (length + 63) & ~63);
                    var b = bits.AsSpan(0, s.Length);
                    s.Clear();
                    b.Clear();
                    foreach (var cursor in cursors) cursor.Accumulate(from, s, b);
                    Scan(number, from, s, b, query, least, sets, matching, best, keep, ref highest);
                }
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(scores);
            ArrayPool<ulong>.Shared.Return(bits);
        }
        var list = new List<Candidate>(best.Count);
        while (best.TryDequeue(out var candidate, out _)) list.Add(candidate);
        list.Reverse();
        return (list, highest);
    }

    /// <summary>Looks at 64 documents at a time: few of them have all words, or a score above those found before.</summary>
    private void Scan(
        int number, int from, Span<float> scores, Span<ulong> bits, CompiledQuery query, float? least, DocumentSet[] chosen, DocumentSet matching,
        PriorityQueue<Candidate, float> best, int keep, ref float highest)
    {
        var leaf = snapshot.Leaves[number];
        var allowed = _allowed[number] ?? DocumentSet.All(leaf.Segment.Documents);
        var onlyNots = query.Words.Count == 0;
        var hasNots = query.Nots.Count > 0 || query.Phrases.Count > 0;
        var worst = best.Count == keep && best.TryPeek(out _, out var lowestKept) ? lowestKept : float.MinValue;
        for (var i = 0; i < scores.Length; i += 64)
        {
            var group = scores.Slice(i, 64);
            var has = bits.Slice(i, 64);
            var open = allowed.Words[(from + i) >> 6];
            var fits = open;
            if (!onlyNots) fits &= least is { } lowest ? Above(group, Math.Max(lowest, float.Epsilon), orEqual: true) : query.Demanded.AreIn(has);
            if (hasNots)
            {
                open = Without(query, has, leaf, from + i, open);
                fits &= open;
                for (var left = fits; left != 0; left &= left - 1)
                {
                    var at = BitOperations.TrailingZeroCount(left);
                    if (!HasPhrases(query, has[at], leaf, from + i + at)) fits &= ~(1UL << at);
                }
            }
            for (var left = Above(group, highest, orEqual: false) & open; left != 0; left &= left - 1)
            {
                var at = BitOperations.TrailingZeroCount(left);
                if (group[at] > highest && IsChosen(chosen, from + i + at)) highest = group[at];
            }
            if (fits == 0) continue;
            matching.Add((from + i) >> 6, fits);
            for (var left = fits & Above(group, worst, orEqual: false); left != 0; left &= left - 1)
            {
                var at = BitOperations.TrailingZeroCount(left);
                var (document, score) = (from + i + at, group[at]);
                if (score <= worst || !IsChosen(chosen, document)) continue;
                var candidate = new Candidate(number, leaf, document, score, has[at]);
                if (best.Count == keep) best.EnqueueDequeue(candidate, score);
                else best.Enqueue(candidate, score);
                if (best.Count == keep && best.TryPeek(out _, out lowestKept)) worst = lowestKept;
            }
        }
    }

    private static ulong Without(CompiledQuery query, Span<ulong> has, Leaf leaf, int from, ulong open)
    {
        var kept = open;
        for (var left = open; left != 0; left &= left - 1)
        {
            var at = BitOperations.TrailingZeroCount(left);
            if (IsNot(query, has[at], leaf, from + at)) kept &= ~(1UL << at);
        }
        return kept;
    }

    private static ulong Above(Span<float> scores, float limit, bool orEqual)
    {
        ulong above = 0;
        var limits = Vector256.Create(limit);
        for (var i = 0; i < 64; i += 8)
        {
            var eight = Vector256.Create<float>(scores[i..]);
            var higher = orEqual ? Vector256.GreaterThanOrEqual(eight, limits) : Vector256.GreaterThan(eight, limits);
            above |= (ulong)higher.ExtractMostSignificantBits() << i;
        }
        return above;
    }

    private static bool IsChosen(DocumentSet[] chosen, int document)
    {
        foreach (var set in chosen)
        {
            if (!set.Contains(document)) return false;
        }
        return true;
    }

    private static bool HasAll(IReadOnlyList<QueryWord> words, ulong bits)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (!words[i].IsIn(bits)) return false;
        }
        return true;
    }

    private static bool IsNot(CompiledQuery query, ulong bits, Leaf leaf, int document)
    {
        foreach (var word in query.Nots)
        {
            // A word that no document may be asked for by a bit is not forbidden either.
            if (!word.Alternatives.Contains(0) && word.IsIn(bits)) return true;
        }
        foreach (var phrase in query.Phrases)
        {
            if (phrase.Not && HasAll(phrase.Words, bits) && Stands(phrase, leaf, document)) return true;
        }
        return false;
    }

    private static bool HasPhrases(CompiledQuery query, ulong bits, Leaf leaf, int document)
    {
        foreach (var phrase in query.Phrases)
        {
            if (!phrase.Not && !(HasAll(phrase.Words, bits) && Stands(phrase, leaf, document))) return false;
        }
        return true;
    }

    private static bool Stands(QueryPhrase phrase, Leaf leaf, int document)
    {
        var text = leaf.Segment.Text(document);
        return PhraseText.Stands(phrase.Text, phrase.Title ? text.AsSpan(0, Math.Max(0, text.IndexOf('\n'))) : text);
    }

    private float Idf(long documents) => (float)Math.Log(1 + ((snapshot.AllDocuments - documents + 0.5) / (documents + 0.5)));

    private List<Accumulator> Cursors(int leaf, CompiledQuery query, float[] norms)
    {
        var segment = snapshot.Leaves[leaf].Segment;
        var cursors = new List<Accumulator>();
        foreach (var term in query.Terms)
        {
            if (term.Entries[leaf].Documents > 0) cursors.Add(new Accumulator(segment, segment.Read(term.Entries[leaf]), term.Weight * Idf(term.Documents) * (1 + FieldWeights.K1), term.Bit, term.TitleOnly, norms));
        }
        return cursors;
    }

    /// <summary>
    /// The best hundred by their score and by how much the question is like their title; the newer of two alike first.
    /// </summary>
    private List<Candidate> Rerank(List<Candidate> best, CompiledQuery query)
    {
        if (best.Count == 0) return best;
        var max = Math.Max(1e-6f, best[0].Score);
        var newest = best.Max(c => c.Day);
        var head = best.Take(Reranked).Select(c => c with { Final = (c.Score / max) + (0.3 * Squared(Likeness(c, query))) + Freshness(newest - c.Day) });
        return [.. head.OrderByDescending(c => c.Final).ThenByDescending(c => c.Day).ThenBy(c => c.Id), .. best.Skip(Reranked).Select(c => c with { Final = c.Score / max })];

        static double Squared(double x) => x * x;
        static double Freshness(int days) => 0.01 / (1 + (days / 365.0));
    }

    private double Likeness(Candidate candidate, CompiledQuery query)
    {
        var text = candidate.Leaf.Segment.TextBytes(candidate.Document);
        var end = Math.Max(0, text.IndexOf((byte)'\n'));
        var best = Like(text[..end], 1, 0);
        var headings = text[Math.Min(text.Length, end + 1)..];
        headings = headings[..Math.Max(0, headings.IndexOf((byte)'\n'))];
        var left = MostHeadings;
        foreach (var heading in headings.Split((byte)1))
        {
            if (left-- == 0) break;
            best = Like(headings[heading], HeadingShare, best);
        }
        return best;

        double Like(ReadOnlySpan<byte> line, double share, double best)
        {
            if (line.IsEmpty) return best;
            _line.ResetWrittenCount();
            Encoding.UTF8.GetChars(line, _line);
            var stems = ReadOnlySpan<char>.Empty;
            foreach (var likeness in query.Likeness)
            {
                if (share * likeness.Most(_line.WrittenCount) <= best) continue;
                if (stems.IsEmpty)
                {
                    _stems.ResetWrittenCount();
                    analyser.Despaced(_line.WrittenSpan, candidate.Language, _stems);
                    stems = _stems.WrittenSpan;
                }
                best = Math.Max(best, share * likeness.Dice(stems));
            }
            return best;
        }
    }

    private List<Candidate> ByDate(Dictionary<string, DocumentSet[]> chosen, bool oldest, int wanted, bool collapse)
    {
        for (var keep = (wanted * 3) + 50; ; keep *= 4)
        {
            var best = new PriorityQueue<Candidate, (int, Guid)>();
            var seen = 0;
            for (var number = 0; number < _matching.Length; number++)
            {
                var leaf = snapshot.Leaves[number];
                var sets = chosen.Values.Select(c => c[number]).ToArray();
                var days = leaf.Segment.Days.ToArray();
                foreach (var document in _matching[number].Documents)
                {
                    if (!IsChosen(sets, document)) continue;
                    seen++;
                    var order = (oldest ? -days[document] : days[document], leaf.Segment.Ids[document]);
                    if (best.Count == keep && best.TryPeek(out _, out var worst) && order.CompareTo(worst) <= 0) continue;
                    if (best.Count == keep) best.Dequeue();
                    best.Enqueue(new Candidate(number, leaf, document, 0, 0), order);
                }
            }
            var list = new List<Candidate>(best.Count);
            while (best.TryDequeue(out var candidate, out _)) list.Add(candidate);
            list.Reverse();
            if (!collapse || seen <= keep || Collapse(list, true).Count() >= wanted) return list;
        }
    }

    private static IEnumerable<Candidate> Collapse(IEnumerable<Candidate> candidates, bool collapse)
    {
        if (!collapse) return candidates;
        var seen = new HashSet<Guid>();
        return candidates.Where(c => seen.Add(c.Story));
    }

    private int Count(Dictionary<string, DocumentSet[]> chosen, bool collapse) => Count(leaf => Left(leaf, chosen, null), collapse);

    /// <summary>What matches and has been chosen, one field aside.</summary>
    private DocumentSet Left(int leaf, Dictionary<string, DocumentSet[]> chosen, string? but)
    {
        if (chosen.Count == 0) return _matching[leaf];
        var set = _matching[leaf].Copy();
        foreach (var (field, sets) in chosen)
        {
            if (field != but) set.And(sets[leaf]);
        }
        return set;
    }

    private int Count(Func<int, DocumentSet> sets, bool collapse)
    {
        var leaves = Enumerable.Range(0, _matching.Length);
        if (!collapse) return leaves.Sum(l => sets(l).Count);
        var stories = new DocumentSet(snapshot.Stories);
        foreach (var leaf in leaves)
        {
            var numbers = snapshot.Leaves[leaf].Segment.StoryNumbers;
            foreach (var document in sets(leaf).Documents) stories.Add(numbers[document]);
        }
        return stories.Count;
    }

    private List<FacetCount> Facets(SearchRequest request, Dictionary<string, DocumentSet[]> chosen)
    {
        var counts = new List<FacetCount>();
        foreach (var field in request.Facets)
        {
            // What is chosen in a field does not take its other values away: choosing one more adds to it.
            var left = Enumerable.Range(0, _matching.Length).Select(l => Left(l, chosen, field)).ToArray();
            var labels = snapshot.Leaves.SelectMany(l => Vocabulary.Of(l.Segment, SegmentBuilder.LabelChannel, field + ":").Select(t => t.Term)).Distinct(StringComparer.Ordinal);
            foreach (var label in labels.Order(StringComparer.Ordinal))
            {
                var count = Count(leaf =>
                {
                    var set = snapshot.Leaves[leaf].Segment.Labelled(label).Copy();
                    set.And(left[leaf]);
                    return set;
                }, request.Collapse);
                if (count > 0) counts.Add(new FacetCount(field, label[(field.Length + 1)..], count));
            }
        }
        return counts;
    }

    private static SearchHit Hit(Candidate candidate, CompiledQuery query) => new(
        candidate.Id, candidate.Story, candidate.Language, DateOnly.FromDayNumber(candidate.Day), candidate.Final,
        query.Words.Count(w => w.IsIn(candidate.Bits)));

    private readonly record struct Candidate(int Number, Leaf Leaf, int Document, float Score, ulong Bits)
    {
        public double Final { get; init; } = 0;

        public Guid Id => Leaf.Segment.Ids[Document];

        public Guid Story => Leaf.Segment.Stories[Document];

        public int Day => Leaf.Segment.Days[Document];

        public string Language => Leaf.Segment.LanguageNames[Leaf.Segment.Languages[Document]];
    }

    /// <summary>A term on its way through the documents of a segment.</summary>
    private sealed unsafe class Accumulator
    {
        private readonly Segment _segment;
        private readonly float _weight;
        private readonly ulong _bit;
        private readonly bool _titleOnly;
        private readonly float[] _norms;
        private readonly float[] _once;
        private PostingCursor _cursor;

        public Accumulator(Segment segment, PostingCursor cursor, float weight, ulong bit, bool titleOnly, float[] norms)
        {
            (_segment, _cursor, _weight, _bit, _titleOnly, _norms) = (segment, cursor, weight, bit, titleOnly, norms);
            // Most postings are of a word that stands once in the body.
            _once = new float[norms.Length];
            for (var i = 0; i < norms.Length; i++) _once[i] = weight / (1 + norms[i]);
            Next = _cursor.MoveNext() ? _cursor.Document : int.MaxValue;
        }

        /// <summary>The document it is at; the greatest number when it is through.</summary>
        public int Next { get; private set; }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Accumulate(int from, Span<float> scores, Span<ulong> bits)
        {
            if (Next - from >= scores.Length) return;
            var (count, bit, weight, titleOnly) = (scores.Length, _bit, _weight, _titleOnly);
            fixed (float* score = scores, norms = _norms, once = _once)
            fixed (ulong* has = bits)
            fixed (byte* lengths = _segment.Lengths[from..])
            {
                // The cursor's parts as locals stay in registers.
                var at = _cursor.At;
                var end = _cursor.End;
                var (i, times, places) = (_cursor.Document - from, _cursor.Weight, _cursor.Places);
                while (true)
                {
                    if (!titleOnly || (places & Places.Title) != Places.None)
                    {
                        score[i] += times == 1 ? once[lengths[i]] : weight * times / (times + norms[lengths[i]]);
                        has[i] |= bit;
                    }
                    if (at >= end) break;
                    i += PostingCursor.Next(ref at, out times, out places);
                    if (i < count) continue;
                    Next = i + from;
                    _cursor = new PostingCursor(at, end, Next, times, places);
                    return;
                }
            }
            Next = int.MaxValue;
        }
    }
}
