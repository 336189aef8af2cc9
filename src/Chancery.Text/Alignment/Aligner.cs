namespace Chancery.Text.Alignment;

/// <summary>Units (sentences or blocks) of one level with what the aligner compares.</summary>
internal sealed record Units(Cue[][] Cues, int[] Lengths, byte[] Kinds);

/// <summary>
/// Finds the most likely beads 1-1, 1-0, 0-1, 2-1, 1-2, 3-1, 1-3, 2-2 in order, by dynamic programming inside a band along
/// the path of anchors. Scores are logarithms of likelihood ratios against two units that have nothing to do with each other.
/// </summary>
internal sealed class Aligner
{
    private static readonly (int Source, int Target)[] Moves = [(1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (2, 2), (3, 1), (1, 3)];

    private const double Hopeless = 160;

    private readonly Units source;
    private readonly Units target;
    private readonly double ratio;
    private readonly AlignerWeights weights;
    private readonly int[] inSource;
    private readonly int[] inBoth;
    private readonly int[] seen;
    private int tick;

    public Aligner(Units source, Units target, int concepts, double ratio, AlignerWeights weights)
    {
        this.source = source;
        this.target = target;
        this.ratio = ratio;
        this.weights = weights;
        inSource = new int[concepts];
        inBoth = new int[concepts];
        seen = new int[concepts];
    }

    public List<Bead> Align(int sourceStart, int sourceEnd, int targetStart, int targetEnd, Band? band = null)
    {
        var n = sourceEnd - sourceStart;
        var m = targetEnd - targetStart;
        band ??= Band.Whole(n, m);
        var offsets = new int[n + 2];
        for (var i = 0; i <= n; i++) offsets[i + 1] = offsets[i] + band.High[i] - band.Low[i] + 1;
        var scores = new double[offsets[n + 1]];
        var moves = new byte[offsets[n + 1]];
        Fill(Hopeless);
        // Rows that were given up may have been the only way to the corner.
        if (double.IsNegativeInfinity(scores[^1])) Fill(double.PositiveInfinity);
        var beads = new List<Bead>();
        for (var (i, j) = (n, m); i > 0 || j > 0;)
        {
            var inside = j >= band.Low[i] && j <= band.High[i];
            var at = inside ? offsets[i] + j - band.Low[i] : 0;
            var (s, t) = Moves[moves[at]];
            // Outside the band, or where nothing led: one step back at a time.
            if (!inside || double.IsNegativeInfinity(scores[at])) (s, t) = i > 0 && j <= band.High[i] ? (1, 0) : j > 0 ? (0, 1) : (1, 0);
            i -= s;
            j -= t;
            beads.Add(new(sourceStart + i, s, targetStart + j, t, s > 0 && t > 0 ? Score(sourceStart + i, s, targetStart + j, t, double.NegativeInfinity) : 0));
        }
        beads.Reverse();
        return beads;

        void Fill(double hopeless)
        {
            Array.Fill(scores, double.NegativeInfinity);
            scores[0] = 0;
            for (var i = 0; i <= n; i++)
            {
                var best = double.NegativeInfinity;
                for (var at = offsets[i]; at < offsets[i + 1]; at++) best = Math.Max(best, scores[at]);
                for (var j = band.Low[i]; j <= band.High[i]; j++)
                {
                    var from = scores[offsets[i] + j - band.Low[i]];
                    // What has fallen this far behind in its row never wins; the corner must stay within reach.
                    if (double.IsNegativeInfinity(from) || from < best - hopeless && i > 0) continue;
                    for (byte move = 0; move < Moves.Length; move++)
                    {
                        var (s, t) = Moves[move];
                        if (i + s > n || j + t > m || j + t < band.Low[i + s] || j + t > band.High[i + s]) continue;
                        var at = offsets[i + s] + j + t - band.Low[i + s];
                        var score = from + Score(sourceStart + i, s, targetStart + j, t, scores[at] - from);
                        if (score <= scores[at]) continue;
                        scores[at] = score;
                        moves[at] = move;
                    }
                }
            }
        }
    }

    /// <summary>The score of one bead; work is spared where it cannot reach <paramref name="least"/>.</summary>
    public double Score(int sourceStart, int sourceCount, int targetStart, int targetCount, double least)
    {
        if (sourceCount == 0 || targetCount == 0) return weights.Skip;
        var score = weights.Prior(sourceCount, targetCount) + LengthScore(sourceStart, sourceCount, targetStart, targetCount)
            + KindScore(sourceStart, sourceCount, targetStart, targetCount);
        if (weights.Short > 0 && (HasShort(source, sourceStart, sourceCount) || HasShort(target, targetStart, targetCount))) score += weights.Short;
        if (score + 60 < least || score < -11) return score - 20;
        return score + (weights.Damping * CueScore(sourceStart, sourceCount, targetStart, targetCount));
    }

    private static bool HasShort(Units units, int start, int count)
    {
        if (count < 2) return false;
        var (sum, least) = (0, int.MaxValue);
        for (var i = start; i < start + count; i++)
        {
            sum += units.Lengths[i];
            least = Math.Min(least, units.Lengths[i]);
        }
        return least * 3 < sum;
    }

    public double CueScore(int sourceStart, int sourceCount, int targetStart, int targetCount)
    {
        tick++;
        for (var i = sourceStart; i < sourceStart + sourceCount; i++)
        {
            foreach (ref readonly var cue in source.Cues[i].AsSpan())
            {
                inSource[cue.A] = tick;
                if (cue.B >= 0) inSource[cue.B] = tick;
                if (cue.C >= 0) inSource[cue.C] = tick;
            }
        }
        var sum = 0.0;
        for (var j = targetStart; j < targetStart + targetCount; j++)
        {
            foreach (ref readonly var cue in target.Cues[j].AsSpan())
            {
                var met = Meet(cue.A) | Meet(cue.B) | Meet(cue.C);
                if (seen[cue.A] == tick) continue;
                seen[cue.A] = tick;
                sum += met ? cue.Met : cue.Missed;
            }
        }
        tick++;
        for (var i = sourceStart; i < sourceStart + sourceCount; i++)
        {
            foreach (ref readonly var cue in source.Cues[i].AsSpan())
            {
                if (seen[cue.A] == tick) continue;
                seen[cue.A] = tick;
                var met = inBoth[cue.A] == tick - 1 || cue.B >= 0 && inBoth[cue.B] == tick - 1 || cue.C >= 0 && inBoth[cue.C] == tick - 1;
                sum += met ? cue.Met : cue.Missed;
            }
        }
        return sum;

        bool Meet(int concept)
        {
            if (concept < 0 || inSource[concept] != tick) return false;
            inBoth[concept] = tick;
            return true;
        }
    }

    public double LengthScore(int sourceStart, int sourceCount, int targetStart, int targetCount)
    {
        var a = 0;
        var b = 0;
        for (var i = 0; i < sourceCount; i++) a += source.Lengths[sourceStart + i];
        for (var j = 0; j < targetCount; j++) b += target.Lengths[targetStart + j];
        var d = Math.Log((b + 1.0) / (a + 1.0)) - ratio;
        var variance = 0.05 + (1.6 / Math.Min(a + 2, (b / Math.Exp(ratio)) + 2));
        const double chance = 0.9;
        var score = (0.5 * Math.Log(chance / variance)) - (d * d / 2 * ((1 / variance) - (1 / chance)));
        return Math.Max(-12, score);
    }

    private double KindScore(int sourceStart, int sourceCount, int targetStart, int targetCount)
    {
        var (a, b) = (source.Kinds[sourceStart], target.Kinds[targetStart]);
        if (a == Code || b == Code)
            return a == b && sourceCount == 1 && targetCount == 1 ? 2 : -30;
        var uniform = true;
        for (var i = 1; i < sourceCount; i++) uniform &= source.Kinds[sourceStart + i] == a;
        for (var j = 1; j < targetCount; j++) uniform &= target.Kinds[targetStart + j] == b;
        return (a == b ? 0.4 : -1.2) + (uniform ? 0 : -1.5);
    }

    public const byte Code = 5;
}

/// <summary>What a level pays for its moves.</summary>
internal sealed record AlignerWeights(double Skip, double TwoToOne, double ThreeToOne, double TwoToTwo, double Damping)
{
    /// <summary>What two for one gets back where one of the two is short: "두 번 셌습니다." is a clause of the other edition's sentence.</summary>
    public double Short { get; init; }

    public static readonly AlignerWeights Blocks = new(-3.8, -4, -7, -7, 0.6);
    public static readonly AlignerWeights Sentences = new(-3, -3.5, -5.5, -5.5, 0.7) { Short = 1 };

    /// <summary>For what is left over on both sides of one place: length decides, little is asked of the words.</summary>
    public static readonly AlignerWeights Changed = new(-0.6, -2.5, -5, -5, 0.15);

    public double Prior(int source, int target) => (source, target) switch
    {
        (1, 1) => 0,
        (2, 2) => TwoToTwo,
        (3, _) or (_, 3) => ThreeToOne,
        _ => TwoToOne,
    };
}
