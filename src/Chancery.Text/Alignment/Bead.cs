namespace Chancery.Text.Alignment;

/// <summary>Units of the source that say what units of the target say; one of the counts may be 0.</summary>
public readonly record struct Bead(int SourceStart, int SourceCount, int TargetStart, int TargetCount, double Score)
{
    public int SourceEnd => SourceStart + SourceCount;
    public int TargetEnd => TargetStart + TargetCount;
    public bool IsPair => SourceCount > 0 && TargetCount > 0;
}
