using System.Runtime.InteropServices;

namespace Chancery.Text.Alignment;

/// <summary>Pairs of words that keep company across the two editions, learnt from a first alignment.</summary>
internal sealed class LearntPairs
{
    private readonly Dictionary<string, List<string>> ofSource = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> ofTarget = new(StringComparer.Ordinal);

    public List<string>? Of(string stem, bool isSource) => (isSource ? ofSource : ofTarget).GetValueOrDefault(stem);

    public int Count => ofSource.Count;

    public static LearntPairs From(Edition source, Edition target, IReadOnlyList<Bead> beads)
    {
        var pairs = new LearntPairs();
        var counts = new Dictionary<(string, string), int>();
        var left = new Dictionary<string, int>(StringComparer.Ordinal);
        var right = new Dictionary<string, int>(StringComparer.Ordinal);
        var total = 0;
        var here = new List<string>();
        var there = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var bead in beads)
        {
            if (bead.SourceCount == 0 || bead.TargetCount == 0) continue;
            total++;
            Collect(source, bead.SourceStart, bead.SourceCount, here, left);
            Collect(target, bead.TargetStart, bead.TargetCount, there, right);
            // Long sentences would cost the square of their length and say little.
            if (here.Count * there.Count > 2500) continue;
            foreach (var a in here)
                foreach (var b in there)
                    CollectionsMarshal.GetValueRefOrAddDefault(counts, (a, b), out _)++;
        }
        var found = new List<(string A, string B, double Score)>();
        foreach (var ((a, b), together) in counts)
        {
            if (together < 2) continue;
            var (countA, countB) = (left[a], right[b]);
            var dice = 2.0 * together / (countA + countB);
            if (dice < 0.5) continue;
            var likelihood = LogLikelihood(together, countA, countB, total);
            if (likelihood >= 9) found.Add((a, b, dice * Math.Log(1 + likelihood)));
        }
        found.Sort((x, y) => x.Score != y.Score ? y.Score.CompareTo(x.Score)
            : string.CompareOrdinal(x.A, y.A) is var byA and not 0 ? byA : string.CompareOrdinal(x.B, y.B));
        foreach (var (a, b, _) in found)
        {
            if (Room(pairs.ofSource, a) && Room(pairs.ofTarget, b))
            {
                var concept = $"c:{a}|{b}";
                pairs.ofSource[a].Add(concept);
                pairs.ofTarget[b].Add(concept);
            }
        }
        return pairs;

        void Collect(Edition edition, int start, int count, List<string> into, Dictionary<string, int> frequency)
        {
            into.Clear();
            seen.Clear();
            for (var s = start; s < start + count; s++)
            {
                foreach (var word in edition.Words[s])
                {
                    if (!seen.Add(word.Stem)) continue;
                    into.Add(word.Stem);
                    CollectionsMarshal.GetValueRefOrAddDefault(frequency, word.Stem, out _)++;
                }
            }
        }
    }

    private static bool Room(Dictionary<string, List<string>> of, string stem)
    {
        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(of, stem, out _);
        list ??= [];
        return list.Count < 2;
    }

    // Dunning's ratio of the two-by-two table.
    private static double LogLikelihood(int together, int a, int b, int total)
    {
        double k11 = together, k12 = a - together, k21 = b - together, k22 = Math.Max(0, total - a - b + together);
        double n = k11 + k12 + k21 + k22;
        return 2 * (X(k11) + X(k12) + X(k21) + X(k22) - X(k11 + k12) - X(k21 + k22) - X(k11 + k21) - X(k12 + k22) + X(n));

        static double X(double k) => k <= 0 ? 0 : k * Math.Log(k);
    }
}
