using System.Text.Json;
using System.Text.Json.Serialization;
using Chancery.Kernel;
using Chancery.Platform.Access;

namespace Chancery.Platform.Web;

/// <summary>The API's habits, said once: how values stand in JSON, how lists are paged, what every endpoint refuses.</summary>
internal static class Api
{
    public const int MostOnPage = 200;

    /// <summary>JSON alone has no reason to be longer; files come as a form.</summary>
    private const int LongestJson = 2 * 1024 * 1024;

    public static void Configure(JsonSerializerOptions json)
    {
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        json.Converters.Add(new TranslatedJson());
    }

    /// <summary>The endpoints of a feature under <c>/api/v1/{mission}</c>; each still says what it requires.</summary>
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder app, string tag) =>
        Guarded(app.MapGroup("/api/v1/{mission}"), tag);

    /// <summary>Those in no particular mission.</summary>
    public static RouteGroupBuilder MapApiRoot(this IEndpointRouteBuilder app, string tag) => Guarded(app.MapGroup("/api/v1"), tag);

    private static RouteGroupBuilder Guarded(RouteGroupBuilder group, string tag) => group
        .WithTags(tag)
        // A token in a header is never sent by a browser on its own: there is nothing to forge.
        .DisableAntiforgery()
        .WithMetadata(new LongestBody(LongestJson))
        .AddEndpointFilter(async (context, next) =>
        {
            context.HttpContext.Response.Headers.CacheControl = "no-store";
            return await next(context);
        });

    /// <summary>
    /// Too long a body is 413 before it is read; one that does not say its length is cut off by the server at the limit.
    /// </summary>
    public static Task LimitBody(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<LongestBody>() is not { } longest) return next(http);
        if (http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
            feature.MaxRequestBodySize = longest.Bytes;
        return http.Request.ContentLength > longest.Bytes
            ? Problems.WriteAsync(http, Problems.Of(http, StatusCodes.Status413PayloadTooLarge))
            : next(http);
    }

    public static TBuilder Requires<TBuilder>(this TBuilder endpoint, Permission permission) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new RequiresAttribute(permission));

    public static TBuilder Public<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new PublicAttribute());

    /// <summary>The same number on both databases: PostgreSQL pads decimals with zeros, SQLite does not.</summary>
    public static decimal Plain(this decimal number) => number / 1.0000000000000000000000000000m;

    public static decimal? Plain(this decimal? number) => number is { } some ? some.Plain() : null;

    /// <summary>A value of the query by its name in JSON (<c>in-review</c>); null when there is none, refused when it is not one.</summary>
    public static T? Value<T>(string? text, string field, List<Refusal> no) where T : struct, Enum
    {
        if (string.IsNullOrEmpty(text)) return null;
        foreach (var value in Enum.GetValues<T>())
            if (JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()) == text) return value;
        no.Add(new Refusal("api.no-such-value", field)
            .With("value", text.Length > 40 ? text[..40] + "…" : text)
            .With("values", string.Join(", ", Enum.GetValues<T>().Select(v => JsonNamingPolicy.KebabCaseLower.ConvertName(v.ToString())))));
        return null;
    }

    public static IReadOnlyList<T> Values<T>(string[]? texts, string field, List<Refusal> no) where T : struct, Enum =>
        [.. (texts ?? []).Select(t => Value<T>(t, field, no)).OfType<T>()];

    private sealed class TranslatedJson : JsonConverter<Translated>
    {
        public override Translated Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            // By hand: an exception of a nested reading would name its own root as the place.
            if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException();
            var texts = new List<(string Language, string Text)>();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var language = reader.GetString()!;
                if (!Language.IsKnown(language) || !reader.Read() || reader.TokenType is not (JsonTokenType.String or JsonTokenType.Null)) throw new JsonException();
                texts.Add((language, reader.GetString()?.ReplaceLineEndings("\n") ?? ""));
            }
            return new Translated([.. texts]);
        }

        public override void Write(Utf8JsonWriter writer, Translated value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Texts, options);
    }
}

/// <summary>How many bytes an endpoint reads at most; the last one said counts.</summary>
internal sealed record LongestBody(long Bytes);

/// <summary>Which part of a list this is.</summary>
/// <param name="Number">The page, the first being 1.</param>
/// <param name="Size">Items on a full page.</param>
/// <param name="Total">Items on all pages.</param>
internal sealed record Paging(int Number, int Size, int Total);

/// <summary>One page of a list.</summary>
internal sealed record Paged<T>(IReadOnlyList<T> Items, Paging Page);

/// <summary>The page of a list that was asked for.</summary>
internal readonly record struct Asked(int Number, int Size)
{
    public static Asked For(int? page, int? size, List<Refusal> no)
    {
        if (page < 1 || page > 1_000_000) no.Add(new Refusal("api.page", "page"));
        if (size < 1 || size > Api.MostOnPage) no.Add(new Refusal("api.size", "size").With("limit", Api.MostOnPage));
        return new Asked(page ?? 1, size ?? 50);
    }

    public int Skip => (Number - 1) * Size;

    public Paged<T> Of<T>(IReadOnlyList<T> items, int total) => new(items, new Paging(Number, Size, total));
}
