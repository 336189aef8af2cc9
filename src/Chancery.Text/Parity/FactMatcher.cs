using Chancery.Text.Alignment;
using Chancery.Text.Facts;

namespace Chancery.Text.Parity;

/// <summary>
/// Finds for every fact its answer: in the aligned sentence, then in the block, then where sentences have moved to. What is
/// left over on both sides of one place is one changed fact; what is left over on one side is missing on the other.
/// </summary>
internal sealed class FactMatcher
{
    // Further away than this an equal figure is hardly the same fact.
    private const int Neighbours = 2;

    // A sentence with more facts than this is a table without ends of lines. Everything below compares each with each, so
    // such a sentence is matched in stretches of like places; what has slipped over an edge is found among the neighbours.
    private const int Stretch = 100;

    private readonly Comparison comparison;
    private readonly Edition source;
    private readonly Edition target;
    private readonly List<FactDifference> differences = [];
    private readonly HashSet<Fact> answered = new(ReferenceEqualityComparer.Instance);
    private readonly List<(Bead Bead, List<PlacedFact> Source, List<PlacedFact> Target)> beads = [];
    private readonly HashSet<(int, int, bool, string)> told = [];
    private readonly List<PlacedFact> looseSource = [];
    private readonly List<PlacedFact> looseTarget = [];

    public FactMatcher(Comparison comparison)
    {
        this.comparison = comparison;
        source = comparison.Source;
        target = comparison.Target;
        Collect();
        InBeads();
        InNeighbours();
        InLoose();
        foreach (var bead in beads) LeftOver(bead);
    }

    public IReadOnlyList<FactDifference> Differences => differences;

    /// <summary>Whether every figure of a sentence without a partner was found in the other edition all the same.</summary>
    public bool ToldElsewhere(int sentence, bool isSource)
    {
        var strong = (isSource ? source : target).Facts[sentence].Where(fact => IsCompared(fact) && fact.Strength == Strength.Strong).ToList();
        return strong.Count >= 2 && strong.All(answered.Contains);
    }

    private void Collect()
    {
        foreach (var bead in comparison.Alignment.Sentences)
        {
            if (bead.IsPair) Add(bead, Facts(source, bead.SourceStart, bead.SourceCount), Facts(target, bead.TargetStart, bead.TargetCount));
        }
        var moved = comparison.Alignment.Moved;
        foreach (var bead in moved) Add(bead, Facts(source, bead.SourceStart, 1), Facts(target, bead.TargetStart, 1));
        var (movedSource, movedTarget) = (moved.Select(bead => bead.SourceStart).ToHashSet(), moved.Select(bead => bead.TargetStart).ToHashSet());
        foreach (var bead in comparison.Alignment.Sentences)
        {
            if (bead.TargetCount == 0 && !movedSource.Contains(bead.SourceStart)) looseSource.AddRange(Facts(source, bead.SourceStart, bead.SourceCount));
            if (bead.SourceCount == 0 && !movedTarget.Contains(bead.TargetStart)) looseTarget.AddRange(Facts(target, bead.TargetStart, bead.TargetCount));
        }
    }

    private void Add(Bead bead, List<PlacedFact> left, List<PlacedFact> right)
    {
        var stretches = (Math.Max(left.Count, right.Count) + Stretch - 1) / Stretch;
        if (stretches <= 1)
        {
            beads.Add((bead, left, right));
            return;
        }
        for (var i = 0; i < stretches; i++) beads.Add((bead, Part(left, i), Part(right, i)));

        List<PlacedFact> Part(List<PlacedFact> facts, int part)
        {
            var (start, end) = (Edge(facts.Count, part), Edge(facts.Count, part + 1));
            return facts.GetRange(start, end - start);
        }

        int Edge(int count, int part) => (int)((long)count * part / stretches);
    }

    public static bool IsCompared(Fact fact) => fact.Kind is not (FactKind.Quote or FactKind.LatinWord or FactKind.Code or FactKind.Name);

    private static List<PlacedFact> Facts(Edition edition, int start, int count)
    {
        var facts = new List<PlacedFact>();
        for (var s = start; s < start + count; s++)
            foreach (var fact in edition.Facts[s])
                if (IsCompared(fact)) facts.Add(new(fact, s));
        return facts;
    }

    private void InBeads()
    {
        foreach (var (bead, left, right) in beads)
        {
            Pair(bead, left, right, 0, true);
            // Said once here and twice there.
            Repeated(left, right);
            Repeated(right, left);
            Repeated(left, right);
        }
    }

    private void InNeighbours()
    {
        for (var i = 0; i < beads.Count; i++)
        {
            if (!beads[i].Source.Exists(IsOpen) && !beads[i].Target.Exists(IsOpen)) continue;
            for (var near = 1; near <= Neighbours; near++)
            {
                if (i + near < beads.Count) Cross(i, i + near);
                if (i - near >= 0) Cross(i, i - near);
            }
        }

        void Cross(int i, int k)
        {
            Pair(beads[i].Bead, beads[i].Source, beads[k].Target, 3, false);
            Pair(beads[i].Bead, beads[k].Source, beads[i].Target, 3, false);
        }
    }

    private void InLoose()
    {
        if (looseSource.Count == 0 && looseTarget.Count == 0) return;
        foreach (var (bead, left, right) in beads)
        {
            if (left.Exists(IsOpen)) Pair(bead, left, looseTarget, 3, false);
            if (right.Exists(IsOpen)) Pair(bead, looseSource, right, 3, false);
        }
    }

    private bool IsOpen(PlacedFact fact) => fact.Fact.Strength == Strength.Strong && !answered.Contains(fact.Fact);

    private void Pair(Bead bead, List<PlacedFact> left, List<PlacedFact> right, int margin, bool weakToo)
    {
        if (left.Count == 0 || right.Count == 0) return;
        var candidates = new List<(Match Match, int Source, int Target)>();
        for (var s = 0; s < left.Count; s++)
        {
            if (answered.Contains(left[s].Fact) || !weakToo && left[s].Fact.Strength == Strength.Weak) continue;
            for (var t = 0; t < right.Count; t++)
            {
                if (answered.Contains(right[t].Fact)) continue;
                var match = FactComparison.Compare(left[s].Fact, right[t].Fact);
                if (match.IsAnswer && (margin == 0 || match.Likeness == Likeness.Same)) candidates.Add((match, s, t));
            }
        }
        // The best first; among equals those whose weekdays agree, then those in like places.
        candidates.Sort((x, y) =>
        {
            var by = y.Match.Likeness.CompareTo(x.Match.Likeness);
            if (by == 0) by = ((int)x.Match.Gaps).CompareTo((int)y.Match.Gaps);
            if (by == 0) by = Apart(x).CompareTo(Apart(y));
            if (by == 0) by = x.Source.CompareTo(y.Source);
            return by != 0 ? by : x.Target.CompareTo(y.Target);
        });
        foreach (var (match, s, t) in candidates)
        {
            var (a, b) = (left[s], right[t]);
            if (answered.Contains(a.Fact) || answered.Contains(b.Fact)) continue;
            answered.Add(a.Fact);
            answered.Add(b.Fact);
            if (match.Likeness == Likeness.SameButYearMissing) differences.Add(new(FindingKinds.YearMissing, bead, a, b, match));
            else if (a.Fact.Weekday is { } day && b.Fact.Weekday is { } other && day != other)
                differences.Add(new(FindingKinds.Weekday, bead, a, b, match));
        }

        double Apart((Match Match, int Source, int Target) pair) =>
            Math.Abs(((pair.Source + 0.5) / left.Count) - ((pair.Target + 0.5) / right.Count));
    }

    private void Repeated(List<PlacedFact> facts, List<PlacedFact> others)
    {
        foreach (var fact in facts)
        {
            if (!IsOpen(fact)) continue;
            // "Between 12 and 70" for "12–70": both ends are there.
            if (HasEnds(fact.Fact) && others.Exists(other => IsEnd(other.Fact, fact.Fact, false)) && others.Exists(other => IsEnd(other.Fact, fact.Fact, true))
                || others.Exists(other => HasEnds(other.Fact) && IsPartOf(fact.Fact, other.Fact))
                || IsToldApart(fact.Fact, others) || others.Exists(other => IsOf(fact.Fact, other.Fact) && IsToldApart(other.Fact, facts)))
            {
                answered.Add(fact.Fact);
                continue;
            }
            // Where the other side has something left that this may have become, it was changed and not repeated.
            if (others.Exists(other => IsOpen(other) && Closeness(fact.Fact, other.Fact, FactComparison.Compare(fact.Fact, other.Fact)) >= 1.5)) continue;
            foreach (var other in others)
            {
                if (FactComparison.Compare(fact.Fact, other.Fact).Likeness < Likeness.SameFigure && !IsPartOf(fact.Fact, other.Fact)) continue;
                answered.Add(fact.Fact);
                break;
            }
        }
    }

    // One end of a range, a year inside a date, a day of the week that a date implies.
    private static bool IsPartOf(Fact part, Fact whole)
    {
        if (part.Kind == FactKind.Weekday && part.Weekday is { } day) return whole.Weekday == day || whole.Date?.Weekday == day;
        if (HasEnds(part)) return false;
        if (part.Weekday is { } one && whole.Weekday is { } two && one != two) return false;
        if (part.Date is { } date && whole.Date is { } of)
            return Within(date, of) || whole.Until is { } until && Within(date, until);
        return HasEnds(whole) && (IsEnd(part, whole, false) || IsEnd(part, whole, true));
    }

    // "Of 20 planned actions, 17 took place" for 20건 가운데 17건: both numbers are there.
    private static bool IsToldApart(Fact share, List<PlacedFact> others) => share.OutOf is not null
        && others.Exists(other => IsOf(other.Fact, share, false)) && others.Exists(other => IsOf(other.Fact, share, true));

    private static bool IsOf(Fact number, Fact share) => IsOf(number, share, false) || IsOf(number, share, true);

    private static bool IsOf(Fact number, Fact share, bool whole) => share.OutOf is { } two
        && IsAmount(number) && number.UpTo is null && number.Value == (whole ? two.Whole : two.Part);

    private static bool HasEnds(Fact fact) => fact.UpTo is not null || fact.Until is not null;

    private static bool IsEnd(Fact part, Fact whole, bool last)
    {
        if (whole.Until is { } until && whole.Date is { } from)
        {
            var end = last ? until : from;
            return part.Date is { } date ? Within(date, end) : part.Value is { } day && day == end.Day;
        }
        if (HasEnds(part)) return false;
        return (last ? whole.UpTo : whole.Value) is { } value && (part.Value == value || part.Written == value);
    }

    private static bool Within(PartialDate part, PartialDate whole) =>
        (part.Year is null || part.Year == whole.Year || whole.Year is null && part.Month is not null) && (part.Month is null || part.Month == whole.Month) && (part.Day is null || part.Day == whole.Day);

    private void LeftOver((Bead Bead, List<PlacedFact> Source, List<PlacedFact> Target) bead)
    {
        var left = bead.Source.Where(IsOpen).ToList();
        var right = bead.Target.Where(IsOpen).ToList();
        Shares(left, right);
        Shares(right, left);
        Changed(bead.Bead, left, right);
        // "One week" is weak, but where two weeks stand in its place it is what was changed.
        if (left.Count > 0 && right.Count == 0) Changed(bead.Bead, left, bead.Target.Where(fact => IsLikeAny(fact, left)).ToList());
        if (right.Count > 0 && left.Count == 0) Changed(bead.Bead, bead.Source.Where(fact => IsLikeAny(fact, right)).ToList(), right);
        foreach (var fact in left) Missing(bead.Bead, fact, true);
        foreach (var fact in right) Missing(bead.Bead, fact, false);
    }

    // 20 stands in both of "of 20, 17 took place" and 20건 가운데 16건: the other number was changed.
    private void Shares(List<PlacedFact> facts, List<PlacedFact> others)
    {
        foreach (var share in facts)
            if (share.Fact.OutOf is not null && others.Find(other => IsOf(other.Fact, share.Fact)) is { } told && answered.Add(told.Fact)) others.Remove(told);
    }

    private bool IsLikeAny(PlacedFact weak, List<PlacedFact> strong) =>
        !answered.Contains(weak.Fact) && weak.Fact.Kind is not (FactKind.Ordinal or FactKind.Number)
        && strong.Exists(fact => fact.Fact.Kind == weak.Fact.Kind && fact.Fact.Unit == weak.Fact.Unit);

    private void Changed(Bead bead, List<PlacedFact> left, List<PlacedFact> right)
    {
        while (left.Count > 0 && right.Count > 0)
        {
            (double Score, int Source, int Target, Match Match) best = (double.NegativeInfinity, 0, 0, default);
            for (var s = 0; s < left.Count; s++)
            {
                for (var t = 0; t < right.Count; t++)
                {
                    var match = FactComparison.Compare(left[s].Fact, right[t].Fact);
                    var score = Closeness(left[s].Fact, right[t].Fact, match);
                    score -= 0.1 * Math.Abs(((s + 0.5) / left.Count) - ((t + 0.5) / right.Count));
                    if (score > best.Score) best = (score, s, t, match);
                }
            }
            if (best.Score < 1) return;
            var (a, b) = (left[best.Source], right[best.Target]);
            answered.Add(a.Fact);
            answered.Add(b.Fact);
            left.RemoveAt(best.Source);
            right.RemoveAt(best.Target);
            // Both stand in both texts letter by letter: they were only read differently (A$1 in a formula).
            if (IsVerbatim(a, source, target, bead.TargetStart, bead.TargetCount) && IsVerbatim(b, target, source, bead.SourceStart, bead.SourceCount)) continue;
            differences.Add(new(Classify(a.Fact, b.Fact, best.Match), bead, a, b, best.Match));
        }
    }

    // Which two leftovers are one fact that was changed: near values first, then things of one kind.
    private static double Closeness(Fact a, Fact b, Match match)
    {
        var score = match.Likeness == Likeness.Close ? 3.0 : 0;
        if (a.Kind == b.Kind) score += 1.5;
        else if (Family(a.Kind) == Family(b.Kind) || IsYearAndNumber(a, b) || IsShareAndNumber(a, b)) score += 1.2;
        if (a.Unit is not null && a.Unit == b.Unit) score += 0.5;
        if (IsTenfold(a, b)) score += 1;
        return score;
    }

    // 1991 is read as a year and 9991 as a number: one figure that was changed.
    private static bool IsYearAndNumber(Fact a, Fact b) =>
        IsYear(a) && b.Kind == FactKind.Number || a.Kind == FactKind.Number && IsYear(b);

    private static bool IsShareAndNumber(Fact a, Fact b) => a.OutOf is not null && IsAmount(b) || b.OutOf is not null && IsAmount(a);

    private static bool IsAmount(Fact fact) => fact.Kind is FactKind.Number or FactKind.Count;

    private static bool IsYear(Fact fact) => fact is { Kind: FactKind.Date, Until: null, Date: { Year: not null, Month: null, Day: null, IsDecade: false } };

    private static int Family(FactKind kind) => kind switch
    {
        FactKind.Number or FactKind.Count or FactKind.Multiple or FactKind.Money or FactKind.Measure => 1,
        FactKind.Percent or FactKind.PercentPoints or FactKind.Fraction => 2,
        FactKind.Date or FactKind.Weekday => 3,
        FactKind.Duration => 4,
        FactKind.Time => 5,
        FactKind.Ordinal or FactKind.Anniversary => 6,
        FactKind.Link or FactKind.Email => 7,
        FactKind.Phone => 8,
        _ => 9,
    };

    internal static bool IsTenfold(Fact a, Fact b)
    {
        if (a.Value is not ({ } x and not 0) || b.Value is not ({ } y and not 0)) return false;
        if (a.Written is { } u && b.Written is { } v && u != 0 && v != 0 && a.Unit == b.Unit) (x, y) = (u, v);
        var (large, small) = Math.Abs(x) >= Math.Abs(y) ? (Math.Abs(x), Math.Abs(y)) : (Math.Abs(y), Math.Abs(x));
        for (var i = 0; i < 13 && small < large; i++)
        {
            if (small > decimal.MaxValue / 10) return false;
            small *= 10;
        }
        return x != y && small == large;
    }

    private static string Classify(Fact a, Fact b, Match match)
    {
        if (match.Gaps == Gaps.Weekday) return FindingKinds.Weekday;
        if (IsYearAndNumber(a, b) || IsShareAndNumber(a, b)) return FindingKinds.Number;
        switch (a.Kind, b.Kind)
        {
            case (FactKind.Link or FactKind.Email, _) or (_, FactKind.Link or FactKind.Email): return FindingKinds.Link;
            case (FactKind.Date, FactKind.Date): return FindingKinds.Date;
            case (FactKind.Weekday, _) or (_, FactKind.Weekday): return FindingKinds.Weekday;
            case (FactKind.Time, _) or (_, FactKind.Time): return FindingKinds.Time;
            case (FactKind.Duration, _) or (_, FactKind.Duration): return FindingKinds.Period;
            case (FactKind.Date, _) or (_, FactKind.Date): return FindingKinds.Date;
            case (FactKind.Percent or FactKind.PercentPoints or FactKind.Fraction, _) or (_, FactKind.Percent or FactKind.PercentPoints or FactKind.Fraction): return FindingKinds.Percent;
            case (FactKind.Ordinal or FactKind.Anniversary, _) or (_, FactKind.Ordinal or FactKind.Anniversary): return FindingKinds.Ordinal;
            case (FactKind.Money, _) or (_, FactKind.Money) when match.Gaps.HasFlag(Gaps.Currency) || a.Kind == b.Kind && a.Unit != b.Unit: return FindingKinds.Currency;
            case (FactKind.Measure, FactKind.Measure) when match.Gaps.HasFlag(Gaps.Unit) || a.Unit != b.Unit || a.Written is { } x && x == b.Written: return FindingKinds.Unit;
            case (FactKind.Measure, _) or (_, FactKind.Measure) when match.Gaps.HasFlag(Gaps.Unit): return FindingKinds.Unit;
            default: return match.Gaps.HasFlag(Gaps.Scale) || IsTenfold(a, b) ? FindingKinds.Scale : FindingKinds.Number;
        }
    }

    /// <summary>Whether the characters of a fact stand in the other sentences as often as in its own, between other characters than digits.</summary>
    internal static bool IsVerbatim(PlacedFact fact, Edition own, Edition other, int start, int count)
    {
        var sentence = own.Sentences[fact.Sentence];
        var reading = own.Blocks[sentence.Block].Reading;
        var written = reading.AsSpan(fact.Fact.Start, Math.Min(fact.Fact.End, reading.Length) - fact.Fact.Start);
        if (written.IsEmpty || written.Length > 60 || !written.ContainsAnyInRange('0', '9') && !written.ContainsAnyInRange('a', 'z')) return false;
        var here = Count(reading.AsSpan(sentence.ReadStart, sentence.ReadEnd - sentence.ReadStart), written);
        var there = 0;
        for (var s = start; s < start + count; s++)
        {
            var (block, from, to) = (other.Blocks[other.Sentences[s].Block], other.Sentences[s].ReadStart, other.Sentences[s].ReadEnd);
            there += Count(block.Reading.AsSpan(from, to - from), written);
        }
        return there >= here;

        static int Count(ReadOnlySpan<char> text, ReadOnlySpan<char> word)
        {
            var found = 0;
            for (var at = 0; at + word.Length <= text.Length;)
            {
                var next = text[at..].IndexOf(word);
                if (next < 0) break;
                at += next;
                var (before, after) = (at > 0 ? text[at - 1] : ' ', at + word.Length < text.Length ? text[at + word.Length] : ' ');
                if (!Joins(before, word[0]) && !Joins(after, word[^1])) found++;
                at += word.Length;
            }
            return found;
        }

        // 12 does not stand in 112, nor in 1,234,12; a letter may follow a digit (3D, 12명).
        static bool Joins(char outside, char inside) =>
            char.IsAsciiDigit(inside) ? char.IsAsciiDigit(outside) || "만천백억조십".Contains(outside, StringComparison.Ordinal) : Names.Sounds.IsLatin(outside) && Names.Sounds.IsLatin(inside);
    }

    // "More than one" is 두 개 이상, a single line is 1줄: the smallest numbers come and go with the grammar.
    // In figures with a counter (2대, 0건) nothing or two is no grammar: somebody counted.
    private static bool IsTrifle(PlacedFact placed, Edition edition)
    {
        var fact = placed.Fact;
        if (fact.Kind is not (FactKind.Number or FactKind.Count or FactKind.Multiple or FactKind.Ordinal) || fact.UpTo is not null) return false;
        if (fact.Value is not (0 or 1) && (fact.Value != 2 || fact.Key.Contains('.', StringComparison.Ordinal) || fact.Length == 1)) return false;
        if (fact.Kind != FactKind.Count || fact.Value == 1) return true;
        var reading = edition.Blocks[edition.Sentences[placed.Sentence].Block].Reading;
        return fact.Start >= reading.Length || !char.IsAsciiDigit(reading[fact.Start]);
    }

    private void Missing(Bead bead, PlacedFact fact, bool isSource)
    {
        // Two sentences that were put together only because nothing else was left prove nothing about a single figure.
        if (bead.Score < -4) return;
        if (fact.Fact.Kind == FactKind.Weekday || IsTrifle(fact, isSource ? source : target)) return;
        if (isSource ? IsVerbatim(fact, source, target, bead.TargetStart, bead.TargetCount) : IsVerbatim(fact, target, source, bead.SourceStart, bead.SourceCount)) return;
        // The same figure twice in one place is one thing missing.
        if (!told.Add((bead.SourceStart, bead.TargetStart, isSource, fact.Fact.Key))) return;
        var kind = fact.Fact.Kind switch
        {
            FactKind.Link or FactKind.Email => FindingKinds.Link,
            FactKind.Date when fact.Fact.Date is { Year: not null, Month: null, Day: null } => FindingKinds.YearMissing,
            _ => FindingKinds.FactMissing,
        };
        differences.Add(new(kind, bead, isSource ? fact : null, isSource ? null : fact, new(Likeness.Different)));
    }
}
