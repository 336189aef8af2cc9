using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Chancery.Bench;

/// <summary>
/// <c>import [COUNT]</c>: how long <c>chancery import stories</c> takes with generated editions (200,000; Korean and English in turn, five
/// paragraphs) into a new installation, and how long the same file takes again. The program is the one built with this.
/// </summary>
internal static class ImportBench
{
    private static readonly string[] Korean = "서울 이태원 자전거 행진 강변 축제 시민 정부 대사관 문화원 발표 기자 회견 여름 겨울 학생 참가 행사 보고 다리 도서관 공원 음악 전시 개막".Split(' ');
    private static readonly string[] English = "river week embassy march cyclists opened report citizens museum library bridge festival students announced minister park of the in and with for on".Split(' ');
    private static readonly string[] Particles = ["", "에서", "을", "은"];

    public static async Task<int> RunAsync(string[] words)
    {
        var count = words is [var given] ? int.Parse(given, CultureInfo.InvariantCulture) : 200_000;
        var folder = Directory.CreateTempSubdirectory("chancery-bench-").FullName;
        var file = Path.Combine(folder, "texts.jsonl");
        Write(file, count);
        Console.WriteLine($"{Program.Machine}; {count:N0} editions, {new FileInfo(file).Length / 1e6:0} MB");
        foreach (var what in (string[])["new", "again"])
        {
            var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Chancery", new DirectoryInfo(AppContext.BaseDirectory).Name, "chancery"));
            var since = Stopwatch.StartNew();
            using var process = Site.Start(program, ["import", "stories", "--mission", "bench", "--create", "--data", Path.Combine(folder, "data"), file]);
            await process.WaitForExitAsync();
            if (process.ExitCode != 0) return 1;
            Console.WriteLine($"{what,-6}{since.Elapsed.TotalSeconds,7:0} s{count / since.Elapsed.TotalSeconds,9:N0} editions/s");
        }
        Console.WriteLine($"database {new FileInfo(Path.Combine(folder, "data", "chancery.db")).Length / 1e6:N0} MB");
        Directory.Delete(folder, recursive: true);
        return 0;
    }

    private static void Write(string path, int count)
    {
        var random = new Random(4);
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 20) { NewLine = "\n" };
        for (var i = 0; i < count; i++)
        {
            var language = i % 2 == 0 ? "ko" : "en";
            file.WriteLine(JsonSerializer.Serialize(new
            {
                id = $"{language}:{i / 2}",
                story = $"{i / 2}",
                language,
                title = $"{Sentence(6)} {i / 2}",
                headings = (string[])[Sentence(3)],
                body = string.Join("\n\n", Enumerable.Range(0, 5).Select(_ => Sentence(26) + ".")),
                published = $"{2000 + (i % 25)}-{1 + (i % 12):00}-{1 + (i % 28):00}",
            }));

            string Sentence(int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => language == "ko"
                ? Korean[random.Next(Korean.Length)] + Particles[random.Next(Particles.Length)] : English[random.Next(English.Length)]));
        }
    }
}
