using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Chancery.Bench;

/// <summary>
/// A public story page: from the output cache, side by side with nginx serving the same bytes as a file; and cold, with
/// the cache off. wrk and nginx are Debian's. The load generator shares the machine's cores with the server in every row.
/// </summary>
internal static partial class PublicBench
{
    private const string Page = "/orvelia/en/stories/opening-evening";

    public static async Task<int> RunAsync()
    {
        var data = await Site.DemoAsync();
        var folder = Directory.CreateTempSubdirectory("chancery-nginx-").FullName;
        using (var client = new HttpClient())
        {
            await using var site = await Site.ServeAsync(data);
            var bytes = await client.GetByteArrayAsync(new Uri(Site.Address + Page));
            await File.WriteAllBytesAsync(Path.Combine(folder, "page.html"), bytes);
            Console.WriteLine($"{Program.Machine}; page {bytes.Length / 1000.0:0.0} kB");
        }

        var cached = new List<Wrk>();
        var nginx = new List<Wrk>();
        for (var round = 0; round < 3; round++) // in turns, so that the machine's moods hit both
        {
            await using (var site = await Site.ServeAsync(data))
            {
                await WrkAsync(Site.Address + Page, 3);
                cached.Add(await WrkAsync(Site.Address + Page, 8));
            }
            using var server = StartNginx(folder);
            await Task.Delay(500);
            await WrkAsync("http://127.0.0.1:5178/page.html", 2);
            nginx.Add(await WrkAsync("http://127.0.0.1:5178/page.html", 8));
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
        }
        Wrk cold;
        await using (var site = await Site.ServeAsync(data, "--Chancery:Cache=off"))
        {
            await WrkAsync(Site.Address + Page, 5);
            cold = await WrkAsync(Site.Address + Page, 10);
        }

        var (ours, theirs) = (Middle(cached), Middle(nginx));
        Console.WriteLine($"warm: {ours.PerSecond:N0}/s, p99 {ours.P99:0.0} ms; nginx, same bytes: {theirs.PerSecond:N0}/s, p99 {theirs.P99:0.0} ms; ratio {ours.PerSecond / theirs.PerSecond:0.00} (bar: 0.50, 50 ms)");
        Console.WriteLine($"cold: {cold.PerSecond:N0}/s, p99 {cold.P99:0.0} ms (bar: 1,500/s, 50 ms)");
        Directory.Delete(folder, recursive: true);
        Directory.Delete(data, recursive: true);
        return 0;
    }

    private static Wrk Middle(IEnumerable<Wrk> runs) => runs.OrderBy(r => r.PerSecond).ElementAt(1);

    private static async Task<Wrk> WrkAsync(string address, int seconds)
    {
        var start = new ProcessStartInfo("wrk") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var word in (string[])["-t1", "-c32", $"-d{seconds}s", "--latency", address]) start.ArgumentList.Add(word);
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (output.Contains("Non-2xx", StringComparison.Ordinal)) throw new InvalidOperationException(output);
        var p99 = P99Line().Match(output);
        var factor = p99.Groups["unit"].Value switch { "us" => 0.001, "ms" => 1, _ => 1000 };
        return new Wrk(
            double.Parse(RateLine().Match(output).Groups["rate"].Value, CultureInfo.InvariantCulture),
            double.Parse(p99.Groups["value"].Value, CultureInfo.InvariantCulture) * factor);
    }

    private static Process StartNginx(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "nginx.conf"), $$"""
            daemon off; worker_processes 2; pid {{folder}}/nginx.pid; error_log /dev/null;
            events { worker_connections 1024; }
            http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; open_file_cache max=100;
              types { text/html html; } charset utf-8;
              client_body_temp_path {{folder}}; proxy_temp_path {{folder}}; fastcgi_temp_path {{folder}}; uwsgi_temp_path {{folder}}; scgi_temp_path {{folder}};
              server { listen 127.0.0.1:5178; root {{folder}}; } }
            """);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        return Site.Start("/usr/sbin/nginx", ["-c", Path.Combine(folder, "nginx.conf"), "-e", "/dev/null"]);
    }

    [GeneratedRegex(@"Requests/sec:\s+(?<rate>[\d.]+)", RegexOptions.NonBacktracking)]
    private static partial Regex RateLine();

    [GeneratedRegex(@"99%\s+(?<value>[\d.]+)(?<unit>us|ms|s)", RegexOptions.NonBacktracking)]
    private static partial Regex P99Line();

    private sealed record Wrk(double PerSecond, double P99);
}
