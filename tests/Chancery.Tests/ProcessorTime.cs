using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Chancery.Tests;

/// <summary>
/// Processor time of the calling thread. A busy machine makes a thread wait and does not make it work, so what is asserted
/// about it holds there too. Wall time where the system has no such clock.
/// </summary>
public static class ProcessorTime
{
    // What a clock tick, a page fault or a method compiled meanwhile may add to a piece of work that takes no time.
    private static readonly TimeSpan Noise = TimeSpan.FromMilliseconds(25);

    public static TimeSpan Of(Action work)
    {
        var start = Now();
        work();
        return Now() - start;
    }

    /// <summary>
    /// What is wrong with the growth of the work, or null: four times the length may take eight times as long, which leaves
    /// room for a sort and for cold caches; the square of the length takes sixteen times.
    /// </summary>
    /// <param name="prepare">Makes the work of a length, which is not measured.</param>
    /// <param name="length">The short one of the two lengths.</param>
    public static string? Growth(Func<int, Action> prepare, int length)
    {
        var (few, many) = (prepare(length), prepare(4 * length));
        few(); // compiled, tables loaded
        string? fault = null;
        // A garbage collection for the whole process may fall on this thread; what grows too fast does so each time.
        for (var i = 0; i < 3; i++)
        {
            var (once, fourfold) = (Of(few), Of(many));
            if (fourfold <= (8 * once) + Noise) return null;
            fault = $"{length}: {once.TotalMilliseconds:0.0} ms, {4 * length}: {fourfold.TotalMilliseconds:0.0} ms";
        }
        return fault;
    }

    private static TimeSpan Now()
    {
        var clock = OperatingSystem.IsLinux() ? 3 : OperatingSystem.IsMacOS() ? 16 : -1; // CLOCK_THREAD_CPUTIME_ID
        return clock >= 0 && ClockGetTime(clock, out var now) == 0
            ? TimeSpan.FromSeconds(now.Seconds) + TimeSpan.FromMicroseconds(now.Nanoseconds / 1000.0)
            : Stopwatch.GetElapsedTime(0);
    }

    [DllImport("libc", EntryPoint = "clock_gettime"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ClockGetTime(int clock, out Timespec time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Timespec
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
