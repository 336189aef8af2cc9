using System.Diagnostics;
using System.Globalization;

namespace Chancery.Features.Stories;

/// <summary>How far an import is, on standard error: a bar on a terminal, else a line every tenth.</summary>
internal sealed class ImportScreen(TextWriter errors, long total, bool isTerminal)
{
    private const int Width = 30;
    private readonly long _since = Stopwatch.GetTimestamp();
    private int _tenths;
    private bool _drawn;

    public void Complain(string problem)
    {
        Clear();
        errors.WriteLine(problem);
    }

    public void Progress(ImportCount count, long read)
    {
        var part = total == 0 ? 1 : Math.Clamp((double)read / total, 0, 1);
        var rate = count.All / Math.Max(0.001, Stopwatch.GetElapsedTime(_since).TotalSeconds);
        var said = string.Create(CultureInfo.InvariantCulture, $"{part * 100,3:0} %  {count.All:N0} texts, {rate:N0} a second");
        if (isTerminal)
        {
            var done = (int)(part * Width);
            errors.Write($"\r[{new string('#', done)}{new string('.', Width - done)}] {said}\u001b[K");
            _drawn = true;
        }
        else if ((int)(part * 10) > _tenths)
        {
            _tenths = (int)(part * 10);
            errors.WriteLine(said);
        }
    }

    /// <summary>Takes the bar away, so that words stand on a line of their own.</summary>
    public void Clear()
    {
        if (_drawn) errors.Write("\r\u001b[K");
        _drawn = false;
    }

    /// <summary>The sum of it all, for whoever called the command.</summary>
    public static string Sum(ImportCount count, string mission)
    {
        (int Count, string Said)[] parts =
        [
            (count.Changed, "changed"), (count.Same, "the same as before"), (count.Kept, "left as they are here"), (count.Hidden, "left out because the site did not show them"), (count.Failed, "failed"),
        ];
        var sum = string.Create(CultureInfo.InvariantCulture, $"{mission}: {count.Added:N0} new");
        foreach (var (n, said) in parts) if (n > 0) sum += string.Create(CultureInfo.InvariantCulture, $", {n:N0} {said}");
        return count.OtherDate == 0 ? sum + "." : sum + string.Create(CultureInfo.InvariantCulture, $". {count.OtherDate:N0} have another date in the file; the date of a text that is public stays.");
    }
}
