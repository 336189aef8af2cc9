using System.Globalization;
using System.Runtime.InteropServices;
using BenchmarkDotNet.Running;

namespace Chancery.Bench;

/// <summary>
/// The load programs (<c>start</c>, <c>public</c>, <c>desk</c>: each starts the published application on loopback, bounded
/// in count and time, and prints its figures), <c>parity</c> (quality and speed of the check), <c>import</c> (see <see cref="ImportBench"/>), <c>fuzz</c> (mutated texts), <c>search-sets</c>,
/// <c>search-score</c> (see <see cref="SearchSets"/>), <c>search</c> and <c>search-speed</c> (the archive search) and, with other words, the benchmarks of BenchmarkDotNet.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] words)
    {
        switch (words)
        {
            case ["start", ..]:
                return await StartBench.RunAsync();
            case ["public", ..]:
                return await PublicBench.RunAsync();
            case ["desk", ..]:
                return await DeskBench.RunAsync();
            case ["parity", ..]:
                return ParityBench.Run(words[1..]);
            case ["import", ..]:
                return await ImportBench.RunAsync(words[1..]);
            case ["search-sets", var folder]:
                return SearchSets.Build(folder);
            case ["search-score", var folder, var run]:
                return SearchSets.Score(folder, run);
            case ["search", var folder, ..]:
                return SearchBench.Run(folder, words[2..]);
            case ["search-speed", var folder, var count, ..]:
                return SearchSpeed.Run(folder, int.Parse(count, CultureInfo.InvariantCulture), words[3..]);
            case ["fuzz", ..]:
                return FuzzBench.Run(words[1..]);
            default:
                BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(words);
                return 0;
        }
    }

    public static string Machine => $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, .NET {Environment.Version}";
}
