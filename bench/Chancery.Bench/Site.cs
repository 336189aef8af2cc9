using System.Diagnostics;
using System.Globalization;
using Chancery.Tests;

namespace Chancery.Bench;

/// <summary>The published application (<c>./chancery</c> makes it) serving a data folder on a loopback port.</summary>
internal sealed class Site : IAsyncDisposable
{
    public const string Address = "http://localhost:5177";

    private readonly Process _process;

    private Site(Process process) => _process = process;

    private static string Executable => Path.Combine(Repository.Root, "artifacts", "publish", "chancery-app", "chancery");

    /// <summary>Time from the start of the process to its first answer.</summary>
    public TimeSpan Ready { get; private set; }

    /// <summary>Resident memory in megabytes (10⁶ bytes).</summary>
    public double Resident
    {
        get
        {
            var line = File.ReadLines($"/proc/{_process.Id}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
            return double.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024 / 1e6;
        }
    }

    public static async Task<Site> ServeAsync(string data, params string[] settings)
    {
        var since = Stopwatch.StartNew();
        var process = Start(Executable, ["serve", "--data", data, "--urls", Address, "--Chancery:RequireSecondFactor=false", "--Logging:LogLevel:Default=Warning", .. settings]);
        using var client = new HttpClient();
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri(Address + "/robots.txt"));
                break;
            }
            catch (HttpRequestException) when (since.Elapsed < TimeSpan.FromSeconds(60) && !process.HasExited)
            {
                await Task.Delay(5);
            }
        }
        return new Site(process) { Ready = since.Elapsed };
    }

    /// <summary>A fresh data folder with the samples.</summary>
    public static async Task<string> DemoAsync()
    {
        var folder = Path.Combine(Path.GetTempPath(), "chancery-bench-" + Guid.CreateVersion7().ToString("N"));
        using var demo = Start(Executable, ["demo", "--no-serve", "--data", folder]);
        await demo.WaitForExitAsync();
        return demo.ExitCode == 0 ? folder : throw new InvalidOperationException("chancery demo --no-serve failed");
    }

    /// <summary>Signs in by the form, as the press attaché.</summary>
    public static async Task<HttpClient> SignInAsync(string email = "ilse.marten@orvelia.example")
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(Address) };
        var form = await client.GetStringAsync(new Uri("/account/sign-in", UriKind.Relative));
        const string mark = "name=\"__RequestVerificationToken\" type=\"hidden\" value=\"";
        var at = form.LastIndexOf(mark, StringComparison.Ordinal) + mark.Length;
        using var content = new FormUrlEncodedContent(
        [
            new("Input.Email", email), new("Input.Password", Samples.Demo.Password), new("Email", email), new("Password", Samples.Demo.Password),
            new("__RequestVerificationToken", form[at..form.IndexOf('"', at)]),
        ]);
        using var answer = await client.PostAsync(new Uri("/account/sign-in", UriKind.Relative), content);
        return (int)answer.StatusCode == 302 ? client : throw new InvalidOperationException($"Sign-in answered {answer.StatusCode}");
    }

    public static Process Start(string program, IEnumerable<string> words)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var word in words) start.ArgumentList.Add(word);
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
