namespace Chancery.Text.Search;

/// <summary>The index at one moment. Whoever reads from it borrows it and gives it back, so that files stay open as long.</summary>
internal sealed class Snapshot : IDisposable
{
    private int _references = 1;

    public Snapshot(IReadOnlyList<Leaf> leaves, int stories)
    {
        Leaves = leaves;
        Stories = stories;
        foreach (var leaf in leaves)
        {
            leaf.Segment.Borrow();
            Documents += leaf.Live;
            AllDocuments += leaf.Segment.Documents;
            TotalLength += leaf.Segment.TotalLength;
        }
    }

    public IReadOnlyList<Leaf> Leaves { get; }

    /// <summary>Every story number in it is below this.</summary>
    public int Stories { get; }

    public int Documents { get; }

    /// <summary>With those deleted but still lying in a segment: what document frequencies count.</summary>
    public long AllDocuments { get; }

    public long TotalLength { get; }

    public float AverageLength => AllDocuments == 0 ? 1 : Math.Max(1, (float)TotalLength / AllDocuments);

    /// <summary>False when it was already given up; take the newer one.</summary>
    public bool TryBorrow()
    {
        while (true)
        {
            var references = Volatile.Read(ref _references);
            if (references == 0) return false;
            if (Interlocked.CompareExchange(ref _references, references + 1, references) == references) return true;
        }
    }

    public void Dispose()
    {
        if (Interlocked.Decrement(ref _references) != 0) return;
        foreach (var leaf in Leaves) leaf.Segment.Return();
    }
}
