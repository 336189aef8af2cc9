using Chancery.Text.Segmentation;

namespace Chancery.Text.Alignment;

/// <summary>
/// Two editions laid side by side: blocks first, then sentences inside them; learnt words of the first round help in the
/// second. What finds no partner in its place is looked for elsewhere before it is called missing.
/// </summary>
public sealed class DocumentAlignment
{
    private const double MovedScore = 7;
    private const int MostMoved = 400;

    private readonly Edition source;
    private readonly Edition target;
    private readonly (int Start, int End)[] sourceBlocks;
    private readonly (int Start, int End)[] targetBlocks;
    private readonly (int Start, int End)[] sourceSentences;
    private readonly (int Start, int End)[] targetSentences;
    private double ratio;

    private DocumentAlignment(Edition source, Edition target)
    {
        this.source = source;
        this.target = target;
        sourceBlocks = BlockRanges(source);
        targetBlocks = BlockRanges(target);
        sourceSentences = [.. Enumerable.Range(0, source.Sentences.Length).Select(s => (s, s + 1))];
        targetSentences = [.. Enumerable.Range(0, target.Sentences.Length).Select(s => (s, s + 1))];
    }

    /// <summary>Beads of blocks, in order.</summary>
    public IReadOnlyList<Bead> Blocks { get; private set; } = [];

    /// <summary>Beads of sentences (indexes into <see cref="Edition.Sentences"/>), in order of the source; every sentence is in one.</summary>
    public IReadOnlyList<Bead> Sentences { get; private set; } = [];

    /// <summary>Pairs of single sentences that stand in different places.</summary>
    public IReadOnlyList<Bead> Moved { get; private set; } = [];

    /// <summary>How well the two editions fit together on average; under 0 they hardly have anything in common.</summary>
    public double Fit { get; private set; }

    public static DocumentAlignment Of(Edition source, Edition target)
    {
        var alignment = new DocumentAlignment(source, target);
        var a = source.Blocks.Sum(block => (double)block.Reading.Length);
        var b = target.Blocks.Sum(block => (double)block.Reading.Length);
        alignment.ratio = Math.Clamp(Math.Log((b + 1) / (a + 1)), -1.6, 1.6);
        var first = alignment.Round(null);
        alignment.Round(LearntPairs.From(source, target, first));
        return alignment;
    }

    private List<Bead> Round(LearntPairs? learnt)
    {
        var cues = Cues.Of(source, target, learnt);
        var (left, right) = cues.Units(sourceBlocks, targetBlocks);
        var sourceUnits = new Units(left, [.. source.Blocks.Select(Length)], [.. source.Blocks.Select(Kind)]);
        var targetUnits = new Units(right, [.. target.Blocks.Select(Length)], [.. target.Blocks.Select(Kind)]);
        var aligner = new Aligner(sourceUnits, targetUnits, cues.ConceptCount, ratio, AlignerWeights.Blocks);
        var small = left.Length * (long)right.Length <= 40_000;
        var band = small ? Band.Whole(left.Length, right.Length)
            : Band.Along(Anchors.Find(left, right, cues.ConceptCount, aligner), left.Length, right.Length);
        var blocks = aligner.Align(0, left.Length, 0, right.Length, band);
        Estimate(blocks, sourceUnits, targetUnits);

        (left, right) = cues.Units(sourceSentences, targetSentences);
        sourceUnits = new(left, [.. source.Sentences.Select(s => s.ReadEnd - s.ReadStart)], [.. source.Sentences.Select(s => Kind(source.Blocks[s.Block]))]);
        targetUnits = new(right, [.. target.Sentences.Select(s => s.ReadEnd - s.ReadStart)], [.. target.Sentences.Select(s => Kind(target.Blocks[s.Block]))]);
        aligner = new(sourceUnits, targetUnits, cues.ConceptCount, ratio, AlignerWeights.Sentences);
        var changed = new Aligner(sourceUnits, targetUnits, cues.ConceptCount, ratio, AlignerWeights.Changed);
        var sentences = new List<Bead>();
        foreach (var (sourceFrom, sourceTo, targetFrom, targetTo) in Regions(blocks))
        {
            var (s, sEnd) = (source.FirstSentence[sourceFrom], source.FirstSentence[sourceTo]);
            var (t, tEnd) = (target.FirstSentence[targetFrom], target.FirstSentence[targetTo]);
            if (s == sEnd && t == tEnd) continue;
            Repair(aligner.Align(s, sEnd, t, tEnd), changed, sentences);
        }
        Blocks = blocks;
        Sentences = sentences;
        Moved = FindMoved(sentences, aligner);
        Fit = sentences.Count == 0 ? 0 : sentences.Where(bead => bead.IsPair).Sum(bead => bead.Score) / sentences.Count;
        return sentences;
    }

    // The ratio of the bulk may be off by whole missing paragraphs; that of the pairs is not.
    private void Estimate(List<Bead> blocks, Units left, Units right)
    {
        var ratios = new List<double>();
        foreach (var bead in blocks)
        {
            if (bead is not { SourceCount: 1, TargetCount: 1, Score: > 0 }) continue;
            var (a, b) = (left.Lengths[bead.SourceStart], right.Lengths[bead.TargetStart]);
            if (a >= 25 && b >= 8) ratios.Add(Math.Log((b + 1.0) / (a + 1.0)));
        }
        if (ratios.Count < 4) return;
        ratios.Sort();
        ratio = ratios[ratios.Count / 2];
    }

    /// <summary>A pair is a region; so is a run of blocks without partners, whose sentences may yet find some.</summary>
    private static IEnumerable<(int SourceFrom, int SourceTo, int TargetFrom, int TargetTo)> Regions(List<Bead> blocks)
    {
        for (var i = 0; i < blocks.Count;)
        {
            var from = blocks[i];
            var last = from;
            i++;
            if (!from.IsPair)
            {
                while (i < blocks.Count && !blocks[i].IsPair) last = blocks[i++];
            }
            yield return (from.SourceStart, last.SourceEnd, from.TargetStart, last.TargetEnd);
        }
    }

    // Sentences without partners that stand at the same place on both sides are one changed sentence, not two missing ones.
    private static void Repair(List<Bead> beads, Aligner changed, List<Bead> into)
    {
        for (var i = 0; i < beads.Count;)
        {
            var from = i;
            var (s, t) = (0, 0);
            while (i < beads.Count && !beads[i].IsPair)
            {
                s += beads[i].SourceCount;
                t += beads[i].TargetCount;
                i++;
            }
            if (s > 0 && t > 0)
            {
                var first = beads[from];
                into.AddRange(changed.Align(first.SourceStart, first.SourceStart + s, first.TargetStart, first.TargetStart + t));
            }
            else
            {
                into.AddRange(beads[from..i]);
            }
            if (i < beads.Count) into.Add(beads[i++]);
        }
    }

    private static List<Bead> FindMoved(List<Bead> sentences, Aligner aligner)
    {
        var left = sentences.Where(bead => bead.TargetCount == 0).Select(bead => bead.SourceStart).ToList();
        var right = sentences.Where(bead => bead.SourceCount == 0).Select(bead => bead.TargetStart).ToList();
        var moved = new List<Bead>();
        if (left.Count == 0 || right.Count == 0 || left.Count * (long)right.Count > MostMoved * MostMoved) return moved;
        var candidates = new List<Bead>();
        foreach (var s in left)
        {
            foreach (var t in right)
            {
                var score = aligner.Score(s, 1, t, 1, double.NegativeInfinity);
                if (score >= MovedScore) candidates.Add(new(s, 1, t, 1, score));
            }
        }
        candidates.Sort((x, y) => x.Score != y.Score ? y.Score.CompareTo(x.Score)
            : x.SourceStart != y.SourceStart ? x.SourceStart.CompareTo(y.SourceStart) : x.TargetStart.CompareTo(y.TargetStart));
        var (usedSource, usedTarget) = (new HashSet<int>(), new HashSet<int>());
        foreach (var bead in candidates)
        {
            if (usedSource.Contains(bead.SourceStart) || usedTarget.Contains(bead.TargetStart)) continue;
            usedSource.Add(bead.SourceStart);
            usedTarget.Add(bead.TargetStart);
            moved.Add(bead);
        }
        return moved;
    }

    private static (int Start, int End)[] BlockRanges(Edition edition) =>
        [.. Enumerable.Range(0, edition.Blocks.Count).Select(b => (edition.FirstSentence[b], edition.FirstSentence[b + 1]))];

    private static int Length(Block block) => block.Kind == BlockKind.Code ? 1 : block.Reading.Length;

    private static byte Kind(Block block) => block.Kind switch
    {
        BlockKind.Heading or BlockKind.Metadata => 1,
        BlockKind.ListItem => 2,
        BlockKind.TableRow => 3,
        BlockKind.Quotation => 4,
        BlockKind.Code => Aligner.Code,
        _ => 0,
    };
}
