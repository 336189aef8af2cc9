namespace Chancery.Bench;

/// <summary>How soon <c>chancery serve</c> answers, and how much memory it holds after 1,000 page views.</summary>
internal static class StartBench
{
    public static async Task<int> RunAsync()
    {
        var data = await Site.DemoAsync();
        var ready = new List<double>();
        for (var run = 0; run < 7; run++)
        {
            await using var site = await Site.ServeAsync(data);
            ready.Add(site.Ready.TotalMilliseconds);
        }
        ready.RemoveAt(0); // the disk cache warms up
        Console.WriteLine($"{Program.Machine}");
        Console.WriteLine($"ready: median {Median(ready):0} ms, slowest {ready.Max():0} ms of {ready.Count} starts from a warm disk cache (bar: 1,500 ms)");

        await using (var site = await Site.ServeAsync(data))
        {
            using var reader = new HttpClient { BaseAddress = new Uri(Site.Address) };
            using var member = await Site.SignInAsync();
            string[] open = ["/orvelia/en", "/orvelia/ko", "/orvelia/en/stories/opening-evening", "/orvelia/ko/archive?q=%EA%B0%95"];
            string[] desk = ["/desk/orvelia", "/desk/orvelia/programmes/rivers-week", "/desk/orvelia/stories", "/desk/orvelia/contacts", "/desk/orvelia/journal", "/desk/seoul/programmes/korea-2016"];
            for (var view = 0; view < 1000; view++)
            {
                var (client, pages) = view % 2 == 0 ? (reader, open) : (member, desk);
                using var answer = await client.GetAsync(new Uri(pages[view / 2 % pages.Length], UriKind.Relative));
                if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{pages[view / 2 % pages.Length]}: {answer.StatusCode}");
            }
            Console.WriteLine($"resident: {site.Resident:0} MB after 1,000 page views, half public, half desk (bar: 180 MB)");
        }
        Directory.Delete(data, recursive: true);
        return 0;
    }

    public static double Median(IReadOnlyCollection<double> values) => values.Order().ElementAt(values.Count / 2);
}
