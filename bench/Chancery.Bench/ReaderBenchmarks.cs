using System.Text;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Chancery.Tests;
using Chancery.Text.Facts;

namespace Chancery.Bench;

/// <summary>
/// Each reader over a megabyte of the sentences of its own test set, which are denser in facts than prose is. Repeat with
/// <c>dotnet run -c Release --project bench/Chancery.Bench -- --filter '*Reader*'</c>.
/// </summary>
[MemoryDiagnoser(displayGenColumns: false), Config(typeof(Speed))]
public class ReaderBenchmarks
{
    private const int Megabyte = 1_000_000;
    private string text = "";

    [Params("en", "ko", "de", "fr", "es", "ru", "tr", "az", "ja", "zh")]
    public string Language { get; set; } = "en";

    [GlobalSetup]
    public void Fill()
    {
        var set = Path.Combine(Repository.Root, "tests", "Chancery.Tests", "Text", "Facts", $"bilingual-en-{(Language == "en" ? "ko" : Language)}.tsv");
        var page = string.Join(' ', File.ReadLines(set).Select(line => line.Split('\t') is [var one, var two] ? Language == "en" ? one : two : ""));
        var bytes = Encoding.UTF8.GetByteCount(page) + 1;
        text = string.Join('\n', Enumerable.Repeat(page, Megabyte / bytes + 1));
    }

    [Benchmark]
    public int A_megabyte() => FactReader.Read(text, Language).Count;

    private sealed class Speed : ManualConfig
    {
        // In this process: ten generated projects would take longer to build than all ten take to run.
        public Speed() => AddColumn(new MegabytesASecond()).AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
    }

    private sealed class MegabytesASecond : IColumn
    {
        public string Id => nameof(MegabytesASecond);
        public string ColumnName => "MB/s";
        public bool AlwaysShow => true;
        public ColumnCategory Category => ColumnCategory.Custom;
        public int PriorityInCategory => 0;
        public bool IsNumeric => true;
        public UnitType UnitType => UnitType.Dimensionless;
        public string Legend => "megabytes of UTF-8 read in a second";

        public bool IsAvailable(Summary summary) => true;

        public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
            => summary[benchmarkCase]?.ResultStatistics is { } measured ? (1000 * Megabyte / measured.Mean).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture) : "?";

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);
    }
}
