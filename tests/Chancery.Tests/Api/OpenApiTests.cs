using System.Text.Json;
using System.Text.Json.Nodes;
using Chancery.Platform.Access;
using Chancery.Tests.House;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Chancery.Tests.Api;

public sealed class OpenApiTests(SqliteHouse house) : IClassFixture<SqliteHouse>
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact]
    public async Task The_served_document_is_the_accepted_one()
    {
        var served = (await DocumentAsync()).ToJsonString(Readable) + "\n";
        var golden = Golden();
        if (Environment.GetEnvironmentVariable("CHANCERY_ACCEPT") == "1") await File.WriteAllTextAsync(golden, served, TestContext.Current.CancellationToken);
        var accepted = File.Exists(golden) ? await File.ReadAllTextAsync(golden, TestContext.Current.CancellationToken) : "";
        if (accepted == served) return;
        var (was, now) = (accepted.Split('\n'), served.Split('\n'));
        var at = was.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        Assert.Fail($"""
            The API's description is not the accepted one; the first difference is in line {at + 1}:
              accepted: {was.ElementAtOrDefault(at)}
              served:   {now.ElementAtOrDefault(at)}
            When the change is wanted and breaks no client, accept it: run this test once with CHANCERY_ACCEPT=1, and commit tests/Chancery.Tests/Api/openapi.golden.json.
            """);
    }

    [Fact]
    public async Task Every_operation_has_a_name_a_summary_a_tag_and_says_what_it_refuses()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (path, method, operation) in Operations(await DocumentAsync()))
        {
            var where = $"{method} {path}";
            Assert.True(names.Add((string)operation["operationId"]!), where);
            Assert.False(string.IsNullOrWhiteSpace((string?)operation["summary"]), where);
            Assert.Single(operation["tags"]!.AsArray());
            var responses = operation["responses"]!.AsObject();
            Assert.Contains(responses, r => r.Key.StartsWith('2'));
            Assert.All(responses.Where(r => r.Key[0] == '4'), r => Assert.Equal($"#/components/responses/Problem{r.Key}", (string)r.Value!["$ref"]!));
            var parameters = operation["parameters"]?.AsArray().Where(p => (string)p!["in"]! == "path").Select(p => "{" + (string)p!["name"]! + "}") ?? [];
            Assert.Equal(path.Split('/').Where(p => p.StartsWith('{')), parameters);
            if (operation["security"] is not null) Assert.Contains("401", (IDictionary<string, JsonNode?>)responses);
        }
        Assert.True(names.Count >= 30, names.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Every_endpoint_below_api_says_whom_it_is_for_and_stands_in_the_document()
    {
        var endpoints = house.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText?.TrimStart('/').StartsWith("api/", StringComparison.Ordinal) == true).ToList();
        Assert.NotEmpty(endpoints);
        Assert.All(endpoints, e => Assert.True(
            e.Metadata.Any(m => m is RequiresAttribute or SignedInAttribute or PublicAttribute), e.DisplayName));
        Assert.All(endpoints.Where(e => e.Metadata.GetMetadata<RequiresAttribute>() is not null), e => Assert.True(
            ApiScopes.For(e.Metadata.GetMetadata<RequiresAttribute>()!.Read) is not null, $"No scope reaches {e.DisplayName}"));
    }

    [Fact]
    public async Task The_document_is_public_and_holds_no_page_of_the_desk()
    {
        var document = await DocumentAsync();
        Assert.StartsWith("3.1", (string)document["openapi"]!, StringComparison.Ordinal);
        Assert.All(document["paths"]!.AsObject(), p => Assert.StartsWith("/api/v1/", p.Key, StringComparison.Ordinal));
        Assert.Equal("/", (string)document["servers"]![0]!["url"]!);
    }

    private async Task<JsonNode> DocumentAsync()
    {
        using var client = house.Client();
        return JsonNode.Parse(await client.GetStringAsync(new Uri("/api/v1/openapi.json", UriKind.Relative)))!;
    }

    private static IEnumerable<(string Path, string Method, JsonNode Operation)> Operations(JsonNode document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where operation.Key is "get" or "post" or "put" or "delete" or "patch"
        select (path.Key, operation.Key, operation.Value!);

    private static string Golden() => Path.Combine(Repository.Root, "tests", "Chancery.Tests", "Api", "openapi.golden.json");
}
