namespace Chancery.Text.Alignment;

/// <summary>For every number of source units passed, how many target units may have been passed.</summary>
internal sealed class Band
{
    private const int Slack = 6;
    private const int HalfWidth = 45;
    private const int SmallEnough = 90;

    private Band(int[] low, int[] high)
    {
        Low = low;
        High = high;
    }

    public int[] Low { get; }
    public int[] High { get; }

    public static Band Whole(int n, int m) => n * (long)m <= 250_000 ? Along([], n, m, true) : Along([], n, m, false);

    /// <summary>A band along anchors (pairs of units that surely belong together, ascending in both).</summary>
    public static Band Along(IReadOnlyList<(int Source, int Target)> anchors, int n, int m, bool whole = false)
    {
        var low = new int[n + 1];
        var high = new int[n + 1];
        if (whole)
        {
            Array.Fill(high, m);
            return new(low, high);
        }
        var (lastSource, lastTarget) = (0, 0);
        for (var k = 0; k <= anchors.Count; k++)
        {
            var (nextSource, nextTarget) = k < anchors.Count ? anchors[k] : (n, m);
            var (rows, columns) = (nextSource - lastSource, nextTarget - lastTarget);
            var half = HalfWidth + Math.Min(Math.Abs(rows - columns) / 4, 2 * HalfWidth);
            for (var i = lastSource; i <= nextSource; i++)
            {
                var (from, to) = (lastTarget - Slack, nextTarget + Slack);
                if (rows > SmallEnough || columns > SmallEnough)
                {
                    var middle = lastTarget + (rows == 0 ? columns / 2 : (int)((i - lastSource) * (long)columns / rows));
                    if (rows > 0)
                    {
                        from = Math.Max(from, middle - half);
                        to = Math.Min(to, middle + half);
                    }
                }
                low[i] = Math.Max(0, k > 0 && i == lastSource ? Math.Min(low[i], from) : from);
                high[i] = Math.Min(m, k > 0 && i == lastSource ? Math.Max(high[i], to) : to);
            }
            (lastSource, lastTarget) = (nextSource, nextTarget);
        }
        low[0] = 0;
        high[n] = m;
        for (var i = 1; i <= n; i++) high[i] = Math.Max(high[i], high[i - 1]);
        for (var i = n - 1; i >= 0; i--) low[i] = Math.Min(low[i], low[i + 1]);
        // Where hundreds of units stand against one, the middle leaps: no row may lie wholly behind the one before it.
        for (var i = 0; i < n; i++) high[i] = Math.Max(high[i], low[i + 1]);
        return new(low, high);
    }
}
