using System.Buffers;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;

namespace Chancery.Text.Search;

/// <summary>
/// Answers one question from one snapshot: term at a time into accumulators, 32,768 documents at a time so that they
/// stay in the cache, then the best are taken from a scan (BM25F, see <see cref="FieldWeights"/>).
/// </summary>
internal sealed class Searcher(Snapshot snapshot, Analyser analyser)
{
    private const int Chunk = 1 << 15;
    private const int Reranked = 100;
    private const int AlwaysLookedThrough = 100_000;
    private const double LooseShare = 0.4;

    /// <summary>A heading that is like the question says less than a title that is.</summary>
    private const double HeadingShare = 0.65;
    private const int MostHeadings = 20;

    private readonly Dictionary<Leaf, DocumentSet> _matching = [];
    private readonly Dictionary<Leaf, DocumentSet> _allowed = [];
    private long _deadline = long.MaxValue;
    private bool _late;

    public SearchResults Search(SearchRequest request)
    {
        if (request.Budget is { } budget) _deadline = Stopwatch.GetTimestamp() + (long)(budget.TotalSeconds * Stopwatch.Frequency);
        var query = new CompiledQuery(snapshot, analyser, request);
        var chosen = Chosen(request.Chosen.Concat(query.Asked.Labels));
        foreach (var leaf in snapshot.Leaves) _allowed[leaf] = Allowed(leaf, request, query);

        var wanted = request.Skip + request.Take;
        var loose = false;
        List<Candidate> best;
        if (query.Words.Count == 0 && query.Nots.Count == 0 && query.Phrases.Count == 0)
        {
            // Only signs were asked for: that is nothing, and not everything.
            foreach (var leaf in snapshot.Leaves) _matching[leaf] = query.Asked.Clauses.Count == 0 ? _allowed[leaf] : new DocumentSet(leaf.Segment.Documents);
            best = [];
        }
        else
        {
            var keep = Math.Max(Reranked, wanted) * (request.Collapse ? 3 : 1);
            (best, var highest) = Score(query, request.AnyWord ? 0 : null, chosen, keep);
            if (!request.AnyWord && query.Words.Count > 0 && _matching.Values.All(m => m.Count == 0) && highest > 0 && !_late)
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

    /// <summary>Sets of each leaf by field; a field with several labels allows any of them.</summary>
    private Dictionary<string, Dictionary<Leaf, DocumentSet>> Chosen(IEnumerable<string> labels)
    {
        var chosen = new Dictionary<string, Dictionary<Leaf, DocumentSet>>(StringComparer.Ordinal);
        foreach (var field in labels.Distinct(StringComparer.Ordinal).GroupBy(FieldOf))
        {
            var sets = chosen[field.Key] = [];
            foreach (var leaf in snapshot.Leaves)
            {
                var any = new DocumentSet(leaf.Segment.Documents);
                foreach (var label in field) any.Or(leaf.Segment.Labelled(label));
                sets[leaf] = any;
            }
        }
        return chosen;
    }

    private static string FieldOf(string label) => label[..label.IndexOf(':', StringComparison.Ordinal)];

    private static DocumentSet Allowed(Leaf leaf, SearchRequest request, CompiledQuery query)
    {
        var allowed = DocumentSet.All(leaf.Segment.Documents);
        if (leaf.Deleted is { } deleted) allowed.Without(deleted);
        foreach (var field in request.Within.GroupBy(FieldOf))
        {
            var any = new DocumentSet(leaf.Segment.Documents);
            foreach (var label in field) any.Or(leaf.Segment.Labelled(label));
            allowed.And(any);
        }
        foreach (var label in query.Asked.NotLabels) allowed.Without(leaf.Segment.Labelled(label));
        if (query.Asked.From is not null || query.Asked.Until is not null)
        {
            var (from, until) = (query.Asked.From?.DayNumber ?? int.MinValue, query.Asked.Until?.DayNumber ?? int.MaxValue);
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
    private (List<Candidate> Best, float Highest) Score(CompiledQuery query, float? least, Dictionary<string, Dictionary<Leaf, DocumentSet>> chosen, int keep)
    {
        var best = new PriorityQueue<Candidate, float>();
        var highest = 0f;
        var looked = 0;
        var scores = ArrayPool<float>.Shared.Rent(Chunk);
        var bits = ArrayPool<ulong>.Shared.Rent(Chunk);
        var weights = query.Terms.Select(t => t.Weight * Idf(query.Documents(t.Key))).ToArray();
        try
        {
            foreach (var leaf in snapshot.Leaves)
            {
                var matching = _matching[leaf] = new DocumentSet(leaf.Segment.Documents);
                if (_late) continue;
                var cursors = Cursors(leaf.Segment, query, weights);
                var sets = chosen.Values.Select(c => c[leaf]).ToArray();
                for (var from = 0; from < leaf.Segment.Documents; from += Chunk)
                {
                    var length = Math.Min(Chunk, leaf.Segment.Documents - from);
                    // A small archive is always looked through: a slow machine must not make it look empty.
                    if ((looked += length) > AlwaysLookedThrough && Stopwatch.GetTimestamp() > _deadline)
                    {
                        _late = true;
                        break;
                    }
                    var s = scores.AsSpan(0, length);
                    var b = bits.AsSpan(0, length);
                    s.Clear();
                    b.Clear();
                    foreach (var cursor in cursors) cursor.Accumulate(from, length, s, b);
                    Scan(leaf, from, s, b, query, least, sets, matching, best, keep, ref highest);
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

    private void Scan(
        Leaf leaf, int from, Span<float> scores, Span<ulong> bits, CompiledQuery query, float? least, DocumentSet[] chosen, DocumentSet matching,
        PriorityQueue<Candidate, float> best, int keep, ref float highest)
    {
        var allowed = _allowed[leaf];
        var onlyNots = query.Words.Count == 0;
        var words = query.Words;
        for (var i = 0; i < scores.Length; i++)
        {
            if (!onlyNots)
            {
                var skip = scores[i..].IndexOfAnyExcept(0f);
                if (skip < 0) break;
                i += skip;
            }
            var document = from + i;
            if (!allowed.Contains(document)) continue;
            var has = bits[i];
            if (IsNot(query, has, leaf, document)) continue;
            var score = scores[i];
            if (score > highest && IsChosen(chosen, document)) highest = score;
            if (least is { } lowest ? score < lowest : !HasAll(words, has)) continue;
            if (!HasPhrases(query, has, leaf, document)) continue;
            matching.Add(document);
            if (best.Count == keep && best.TryPeek(out _, out var worst) && score <= worst) continue;
            if (!IsChosen(chosen, document)) continue;
            if (best.Count == keep) best.Dequeue();
            best.Enqueue(new Candidate(leaf, document, score, has), score);
        }
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

    private List<Accumulator> Cursors(Segment segment, CompiledQuery query, float[] weights)
    {
        var norms = new float[256];
        var average = snapshot.AverageLength;
        for (var i = 0; i < norms.Length; i++) norms[i] = FieldWeights.K1 * (1 - FieldWeights.B + (FieldWeights.B * FieldWeights.Length(i) / average));
        var cursors = new List<Accumulator>();
        var at = 0;
        foreach (var term in query.Terms)
        {
            var weight = weights[at++];
            if (segment.TryFind(term.Key, out var entry)) cursors.Add(new Accumulator(segment, segment.Read(entry), weight * (1 + FieldWeights.K1), term.Bit, term.TitleOnly, norms));
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
        var best = Dice(text[..end]);
        var headings = text[Math.Min(text.Length, end + 1)..];
        headings = headings[..Math.Max(0, headings.IndexOf((byte)'\n'))];
        var left = MostHeadings;
        foreach (var heading in headings.Split((byte)1))
        {
            if (left-- == 0) break;
            if (!headings[heading].IsEmpty) best = Math.Max(best, HeadingShare * Dice(headings[heading]));
        }
        return best;

        double Dice(ReadOnlySpan<byte> line) => TitleLikeness.Dice(query.Stems, analyser.Despaced(Encoding.UTF8.GetString(line), candidate.Language));
    }

    private List<Candidate> ByDate(Dictionary<string, Dictionary<Leaf, DocumentSet>> chosen, bool oldest, int wanted, bool collapse)
    {
        for (var keep = (wanted * 3) + 50; ; keep *= 4)
        {
            var best = new PriorityQueue<Candidate, (int, Guid)>();
            var seen = 0;
            foreach (var (leaf, matching) in _matching)
            {
                var sets = chosen.Values.Select(c => c[leaf]).ToArray();
                var days = leaf.Segment.Days.ToArray();
                foreach (var document in matching.Documents)
                {
                    if (!IsChosen(sets, document)) continue;
                    seen++;
                    var order = (oldest ? -days[document] : days[document], leaf.Segment.Ids[document]);
                    if (best.Count == keep && best.TryPeek(out _, out var worst) && order.CompareTo(worst) <= 0) continue;
                    if (best.Count == keep) best.Dequeue();
                    best.Enqueue(new Candidate(leaf, document, 0, 0), order);
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

    private int Count(Dictionary<string, Dictionary<Leaf, DocumentSet>> chosen, bool collapse) =>
        Count(leaf =>
        {
            var set = _matching[leaf].Copy();
            foreach (var field in chosen.Values) set.And(field[leaf]);
            return set;
        }, collapse);

    private int Count(Func<Leaf, DocumentSet> sets, bool collapse)
    {
        if (!collapse) return snapshot.Leaves.Sum(l => sets(l).Count);
        var stories = new DocumentSet(snapshot.Stories);
        foreach (var leaf in snapshot.Leaves)
        {
            foreach (var document in sets(leaf).Documents) stories.Add(leaf.Segment.StoryNumbers[document]);
        }
        return stories.Count;
    }

    private List<FacetCount> Facets(SearchRequest request, Dictionary<string, Dictionary<Leaf, DocumentSet>> chosen)
    {
        var counts = new List<FacetCount>();
        foreach (var field in request.Facets)
        {
            // What is chosen in a field does not take its other values away: choosing one more adds to it.
            var left = snapshot.Leaves.ToDictionary(l => l, l =>
            {
                var set = _matching[l].Copy();
                foreach (var other in chosen.Where(c => c.Key != field)) set.And(other.Value[l]);
                return set;
            });
            var labels = snapshot.Leaves.SelectMany(l => Vocabulary.Of(l.Segment, SegmentBuilder.LabelChannel, field + ":").Select(t => t.Term)).Distinct(StringComparer.Ordinal);
            foreach (var label in labels.Order(StringComparer.Ordinal))
            {
                var count = Count(leaf =>
                {
                    var set = leaf.Segment.Labelled(label).Copy();
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

    private sealed record Candidate(Leaf Leaf, int Document, float Score, ulong Bits)
    {
        public double Final { get; init; }

        public Guid Id => Leaf.Segment.Ids[Document];

        public Guid Story => Leaf.Segment.Stories[Document];

        public int Day => Leaf.Segment.Days[Document];

        public string Language => Leaf.Segment.LanguageNames[Leaf.Segment.Languages[Document]];
    }

    /// <summary>A term on its way through the documents of a segment.</summary>
    private sealed class Accumulator
    {
        private readonly Segment _segment;
        private readonly float _weight;
        private readonly ulong _bit;
        private readonly bool _titleOnly;
        private readonly float[] _norms;
        private PostingCursor _cursor;
        private bool _more;

        public Accumulator(Segment segment, PostingCursor cursor, float weight, ulong bit, bool titleOnly, float[] norms)
        {
            (_segment, _cursor, _weight, _bit, _titleOnly, _norms) = (segment, cursor, weight, bit, titleOnly, norms);
            _more = _cursor.MoveNext();
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Accumulate(int from, int length, Span<float> scores, Span<ulong> bits)
        {
            if (!_more) return;
            var cursor = _cursor;
            var lengths = _segment.Lengths;
            var norms = _norms;
            var end = from + length;
            var more = true;
            while (cursor.Document < end)
            {
                var document = cursor.Document;
                if (!_titleOnly || (cursor.Places & Places.Title) != Places.None)
                {
                    float weight = cursor.Weight;
                    scores[document - from] += _weight * weight / (weight + norms[lengths[document]]);
                    bits[document - from] |= _bit;
                }
                if (!(more = cursor.MoveNext())) break;
            }
            _more = more;
            _cursor = cursor;
        }
    }
}
