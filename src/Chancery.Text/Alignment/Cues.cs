using System.Globalization;
using System.Runtime.InteropServices;
using Chancery.Text.Facts;
using Chancery.Text.Names;

namespace Chancery.Text.Alignment;

/// <summary>
/// What in a unit may be found again in the other edition. A cue has up to three concepts (a word may be translated in
/// several ways); it is met when the other unit has one of them.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct Cue
{
    public int A;
    public int B;
    public int C;
    public CueKind Kind;

    /// <summary>What the score gains when the cue is met, and loses when not: logarithms of likelihood ratios.</summary>
    public float Met;
    public float Missed;
}

internal enum CueKind : byte
{
    Fact,
    WeakFact,
    Link,
    Latin,
    Lexicon,
    Sound,
    Learnt,
}

/// <summary>The cues of all units of both editions at one level (sentences or blocks), with their weights.</summary>
internal sealed class Cues
{
    private const double GreatestGain = 6;
    private const double UnusedWord = 0.4;

    // How often a cue of a kind is met in the right unit. Measured on help texts and reports; learnt pairs bring their own.
    private static readonly double[] Reliability = [0.92, 0.5, 0.9, 0.75, 0.55, 0.5, 0.6];

    private readonly Dictionary<(char Kind, string Of), int> concepts = [];
    private readonly Edition source;
    private readonly Edition target;
    private readonly LearntPairs? learnt;

    private Cues(Edition source, Edition target, LearntPairs? learnt)
    {
        this.source = source;
        this.target = target;
        this.learnt = learnt;
    }

    public int ConceptCount => concepts.Count;
    public Cue[][] SourceSentences { get; private set; } = [];
    public Cue[][] TargetSentences { get; private set; } = [];

    public static Cues Of(Edition source, Edition target, LearntPairs? learnt = null)
    {
        var cues = new Cues(source, target, learnt);
        var left = cues.Raw(source, target.IsLatin, true);
        var right = cues.Raw(target, source.IsLatin, false);
        var inLeft = cues.Present(left);
        var inRight = cues.Present(right);
        cues.SourceSentences = [.. left.Select(raw => Kept(raw, inRight))];
        cues.TargetSentences = [.. right.Select(raw => Kept(raw, inLeft))];
        return cues;
    }

    /// <summary>Cues of units (given as ranges of sentences), each concept once, weighted by how rare it is among the other side's units.</summary>
    public (Cue[][] Source, Cue[][] Target) Units((int Start, int End)[] sourceUnits, (int Start, int End)[] targetUnits)
    {
        var left = Merge(SourceSentences, sourceUnits);
        var right = Merge(TargetSentences, targetUnits);
        Weigh(left, Frequencies(right), right.Length);
        Weigh(right, Frequencies(left), left.Length);
        return (left, right);
    }

    private int Id(char kind, string of)
    {
        ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(concepts, (kind, of), out var exists);
        if (!exists) id = concepts.Count - 1;
        return id;
    }

    private List<(CueKind Kind, List<int> Ids)>[] Raw(Edition edition, bool otherIsLatin, bool isSource)
    {
        var all = new List<(CueKind, List<int>)>[edition.Sentences.Length];
        for (var s = 0; s < all.Length; s++)
        {
            var cues = all[s] = [];
            foreach (var fact in edition.Facts[s]) Add(cues, fact);
            var sentence = edition.Sentences[s];
            var block = edition.Blocks[sentence.Block];
            foreach (var link in block.Links)
                if (link.Start >= sentence.Start && link.Start < sentence.End || block.Sentences.Count == 1)
                    cues.Add((CueKind.Link, [Id('l', LinkKey.Of(link.Address))]));
            foreach (var word in edition.Words[s])
            {
                var ids = new List<int>(3);
                var kind = CueKind.Lexicon;
                foreach (var concept in word.Concepts) ids.Add(Id('e', concept));
                if (learnt is not null && learnt.Of(word.Stem, isSource) is { } pairs)
                {
                    if (ids.Count == 0) kind = CueKind.Learnt;
                    foreach (var pair in pairs) ids.Add(Id('c', pair));
                }
                if (word.IsLatin)
                {
                    if (ids.Count == 0) kind = CueKind.Latin;
                    ids.Add(Id('w', word.Stem));
                    if (edition.IsLatin && otherIsLatin && word.Stem.Length >= 6 && word.Concepts.Length == 0) ids.Add(Id('p', word.Stem[..5]));
                }
                if (word.Concepts.Length == 0 && (!otherIsLatin || !edition.IsLatin) && edition.Skeleton(word.Stem) is { Length: >= 3 } skeleton)
                {
                    if (ids.Count == 0) kind = CueKind.Sound;
                    ids.Add(Id('s', skeleton));
                }
                if (ids.Count > 0) cues.Add((kind, ids));
            }
        }
        return all;
    }

    private void Add(List<(CueKind, List<int>)> cues, Fact fact)
    {
        var kind = fact.Strength == Strength.Weak ? CueKind.WeakFact : CueKind.Fact;
        switch (fact.Kind)
        {
            case FactKind.Quote or FactKind.LatinWord or FactKind.Name or FactKind.Code:
                return;
            case FactKind.Date when fact.Date is { } date && (date.Month is not null || date.Day is not null):
                cues.Add((kind, [Id('d', $"{date.Month}-{date.Day}")]));
                return;
            case FactKind.Link:
                cues.Add((CueKind.Link, [Id('l', LinkKey.Of(fact.Reading))]));
                return;
            default:
                var ids = new List<int>(2) { Id('f', fact.Key) };
                if (fact.OtherKey is { } other) ids.Add(Id('f', other));
                if (fact.UpTo is { } upTo && fact.Value is { } from)
                {
                    ids.Add(Id('f', "n:" + (fact.Written ?? from).ToString(CultureInfo.InvariantCulture)));
                    ids.Add(Id('f', "n:" + upTo.ToString(CultureInfo.InvariantCulture)));
                }
                cues.Add((kind, ids));
                return;
        }
    }

    private HashSet<int> Present(List<(CueKind Kind, List<int> Ids)>[] raw)
    {
        var present = new HashSet<int>();
        foreach (var cues in raw)
            foreach (var (_, ids) in cues) present.UnionWith(ids);
        return present;
    }

    // A word whose translation the other edition never uses says nothing; a figure that it never gives says a lot.
    private static Cue[] Kept(List<(CueKind Kind, List<int> Ids)> raw, HashSet<int> present)
    {
        var kept = new List<Cue>(raw.Count);
        foreach (var (kind, ids) in raw)
        {
            var cue = new Cue { A = -1, B = -1, C = -1, Kind = kind };
            foreach (var id in ids)
            {
                if (!present.Contains(id)) continue;
                if (cue.A < 0) cue.A = id;
                else if (cue.B < 0) cue.B = id;
                else if (cue.C < 0) cue.C = id;
            }
            if (cue.A < 0 && kind is CueKind.Fact or CueKind.Link or CueKind.Lexicon or CueKind.Sound) cue.A = ids[0];
            if (cue.A >= 0) kept.Add(cue);
        }
        return [.. kept];
    }

    private static Cue[][] Merge(Cue[][] sentences, (int Start, int End)[] units)
    {
        var merged = new Cue[units.Length][];
        var seen = new HashSet<int>();
        for (var u = 0; u < units.Length; u++)
        {
            seen.Clear();
            var cues = new List<Cue>();
            for (var s = units[u].Start; s < units[u].End; s++)
                foreach (var cue in sentences[s])
                    if (seen.Add(cue.A)) cues.Add(cue);
            merged[u] = [.. cues];
        }
        return merged;
    }

    private int[] Frequencies(Cue[][] units)
    {
        var counts = new int[concepts.Count];
        var last = new int[concepts.Count];
        for (var u = 0; u < units.Length; u++)
        {
            foreach (var cue in units[u])
            {
                Count(cue.A, u);
                Count(cue.B, u);
                Count(cue.C, u);
            }
        }
        return counts;

        void Count(int id, int unit)
        {
            if (id < 0 || last[id] == unit + 1) return;
            last[id] = unit + 1;
            counts[id]++;
        }
    }

    private static void Weigh(Cue[][] units, int[] frequencies, int others)
    {
        foreach (var unit in units)
        {
            for (var i = 0; i < unit.Length; i++)
            {
                ref var cue = ref unit[i];
                var count = frequencies[cue.A] + (cue.B < 0 ? 0 : frequencies[cue.B]) + (cue.C < 0 ? 0 : frequencies[cue.C]);
                var chance = Math.Min(0.8, (count + 0.3) / (others + 1.0));
                // A word that the other edition never uses was perhaps only put another way.
                var reliability = count == 0 && cue.Kind is CueKind.Lexicon or CueKind.Sound ? UnusedWord : Math.Max(Reliability[(int)cue.Kind], chance);
                cue.Met = (float)Math.Min(GreatestGain, Math.Log(reliability / chance));
                cue.Missed = (float)Math.Log((1 - reliability) / (1 - chance));
            }
        }
    }
}
