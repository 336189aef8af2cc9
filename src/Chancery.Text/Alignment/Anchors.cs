namespace Chancery.Text.Alignment;

/// <summary>Pairs of units that share cues found nowhere else; the heaviest chain of them, ascending on both sides, is the path.</summary>
internal static class Anchors
{
    private const double Enough = 5;

    public static List<(int Source, int Target)> Find(Cue[][] source, Cue[][] target, int concepts, Aligner aligner)
    {
        var left = Single(source, concepts);
        var right = Single(target, concepts);
        var pairs = new HashSet<(int, int)>();
        for (var c = 0; c < concepts; c++)
            if (left[c] >= 0 && right[c] >= 0) pairs.Add((left[c], right[c]));
        var scored = new List<(int Source, int Target, double Weight)>();
        foreach (var (s, t) in pairs)
        {
            var weight = aligner.Score(s, 1, t, 1, double.NegativeInfinity);
            if (weight >= Enough) scored.Add((s, t, weight));
        }
        scored.Sort((x, y) => x.Source != y.Source ? x.Source.CompareTo(y.Source) : y.Target.CompareTo(x.Target));
        return Heaviest(scored, target.Length);
    }

    // The unit that alone has a concept, or -1.
    private static int[] Single(Cue[][] units, int concepts)
    {
        var of = new int[concepts];
        Array.Fill(of, -1);
        for (var u = 0; u < units.Length; u++)
        {
            foreach (var cue in units[u])
            {
                See(cue.A, u);
                See(cue.B, u);
                See(cue.C, u);
            }
        }
        return of;

        void See(int concept, int unit)
        {
            if (concept < 0) return;
            if (of[concept] == -1) of[concept] = unit;
            else if (of[concept] != unit) of[concept] = -2;
        }
    }

    // The heaviest ascending chain, with a tree of prefix maxima over the target's units.
    private static List<(int Source, int Target)> Heaviest(List<(int Source, int Target, double Weight)> pairs, int targets)
    {
        var best = new (double Weight, int At)[targets + 2];
        Array.Fill(best, (0, -1));
        var sum = new double[pairs.Count];
        var before = new int[pairs.Count];
        for (var k = 0; k < pairs.Count; k++)
        {
            (double Weight, int At) top = (0, -1);
            for (var i = pairs[k].Target; i > 0; i -= i & -i)
                if (best[i].Weight > top.Weight) top = best[i];
            sum[k] = top.Weight + pairs[k].Weight;
            before[k] = top.At;
            for (var i = pairs[k].Target + 1; i < best.Length; i += i & -i)
                if (sum[k] > best[i].Weight) best[i] = (sum[k], k);
        }
        var last = -1;
        for (var k = 0; k < pairs.Count; k++)
            if (last < 0 || sum[k] > sum[last]) last = k;
        var chain = new List<(int, int)>();
        for (var k = last; k >= 0; k = before[k]) chain.Add((pairs[k].Source, pairs[k].Target));
        chain.Reverse();
        return chain;
    }
}
