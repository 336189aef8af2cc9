using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Chancery.Storage;
using Chancery.Tests.House;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chancery.Tests.Guards;

/// <summary>The real program, <c>chancery serve</c>, on a data folder and a port of its own.</summary>
internal sealed class ChanceryProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly List<string> _lines = [];

    private ChanceryProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public string Output
    {
        get
        {
            lock (_lines) return string.Join('\n', _lines);
        }
    }

    /// <summary>Starts and waits until it answers.</summary>
    public static async Task<ChanceryProcess> ServeAsync(string folder, IReadOnlyDictionary<string, string>? environment = null, params string[] settings)
    {
        var stop = TestContext.Current.CancellationToken;
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var process = Start(
            ["serve", "--data", folder, "--urls", address.ToString().TrimEnd('/'), "--Chancery:RequireSecondFactor=false", "--Logging:LogLevel:Default=Warning", .. settings], environment);
        var served = new ChanceryProcess(process, address);
        served.Listen();
        using var client = new HttpClient { BaseAddress = address };
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri("/robots.txt", UriKind.Relative), stop);
                if (answer.IsSuccessStatusCode) return served;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            if (process.HasExited || Stopwatch.GetElapsedTime(since) > TimeSpan.FromSeconds(60))
                throw new InvalidOperationException("It did not start: " + served.Output);
            await Task.Delay(50, stop);
        }
    }

    /// <summary>Runs a verb to its end.</summary>
    public static async Task<(int Code, string Output)> RunAsync(params string[] words)
    {
        using var process = Start(words, null);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await error);
    }

    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<HttpClient, CookieContainer> Jars = [];

    public HttpClient Client()
    {
        var jar = new CookieContainer();
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = jar }) { BaseAddress = Address };
        Jars.Add(client, jar);
        return client;
    }

    /// <summary>The cookies that this client would send.</summary>
    public static string Cookies(HttpClient client) => Jars.TryGetValue(client, out var jar) ? jar.GetCookieHeader(client.BaseAddress!) : "";

    /// <summary>Somebody who came in by the sign-in page, as people do.</summary>
    public async Task<Visitor> SignInAsync(string email)
    {
        var visitor = new Visitor(Client());
        var page = await visitor.Get("/account/sign-in");
        var answer = await visitor.Submit(page, "main form:has([name=Email])", ("Email", email), ("password", House.House.Password));
        Assert.True(answer.Status == HttpStatusCode.Redirect, $"{email}: {answer.Status} {answer.Main}");
        return visitor;
    }

    /// <summary>Ends it as the power does.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }

    private void Listen()
    {
        foreach (var add in (Action<DataReceivedEventHandler>[])[h => _process.OutputDataReceived += h, h => _process.ErrorDataReceived += h])
        {
            add((_, line) =>
            {
                lock (_lines) _lines.Add(line.Data ?? "");
            });
        }
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private static Process Start(IEnumerable<string> words, IReadOnlyDictionary<string, string>? environment)
    {
        // Beside the tests' own output: the program as it was built, with its pages and files.
        var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Chancery", new DirectoryInfo(AppContext.BaseDirectory).Name, "chancery"));
        var start = new ProcessStartInfo(program, words) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = Path.GetTempPath() };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

internal static class HouseCopy
{
    /// <summary>The house's whole installation, at another place.</summary>
    public static async Task CopyToAsync(this House.House house, string folder)
    {
        Directory.CreateDirectory(folder);
        var target = Path.Combine(folder, "chancery.db");
        await house.Rows(db => db.Database.ExecuteSqlAsync($"VACUUM INTO {target}"));
        var from = house.Services.GetRequiredService<DataFolder>();
        foreach (var part in (string[])[from.Files, from.Keys])
        {
            if (!Directory.Exists(part)) continue;
            foreach (var file in Directory.EnumerateFiles(part, "*", SearchOption.AllDirectories))
            {
                var to = Path.Combine(folder, Path.GetRelativePath(from.Path, file));
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Copy(file, to);
            }
        }
    }
}
