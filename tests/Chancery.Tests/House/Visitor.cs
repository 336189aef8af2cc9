using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Chancery.Tests.House;

/// <summary>Somebody with a browser without scripts: opens pages and sends forms, with their token, as a person does.</summary>
public sealed class Visitor(HttpClient client)
{
    private string? _token;

    public HttpClient Client { get; } = client;

    public async Task<Answer> Get(string path)
    {
        using var answer = await Client.GetAsync(new Uri(path, UriKind.Relative));
        return await Answer.Of(answer);
    }

    /// <summary>Posts fields with an antiforgery token of this visitor, wherever the form stands.</summary>
    public async Task<Answer> Post(string path, params (string Name, string Value)[] fields)
    {
        _token ??= await TokenAsync();
        using var content = new FormUrlEncodedContent(
            fields.Append(("__RequestVerificationToken", _token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        using var answer = await Client.PostAsync(new Uri(path, UriKind.Relative), content);
        return await Answer.Of(answer);
    }

    public async Task<Answer> Post(string path, MultipartFormDataContent content)
    {
        _token ??= await TokenAsync();
        content.Add(new StringContent(_token), "__RequestVerificationToken");
        using var answer = await Client.PostAsync(new Uri(path, UriKind.Relative), content);
        return await Answer.Of(answer);
    }

    /// <summary>
    /// Fills the form at <paramref name="selector"/> in and sends it: fields that are not named keep what the page gave.
    /// </summary>
    public async Task<Answer> Submit(Answer page, string selector, params (string Name, string Value)[] fields)
    {
        var form = page.Document.QuerySelector<IHtmlFormElement>(selector)
            ?? throw new ArgumentException($"No form {selector} in {page.Path}", nameof(selector));
        var values = new List<KeyValuePair<string, string>>();
        foreach (var element in form.Elements)
        {
            switch (element)
            {
                case IHtmlInputElement { Name.Length: > 0 } input when input.Type is "checkbox" or "radio":
                    if (input.IsChecked) values.Add(new(input.Name!, input.Value));
                    break;
                case IHtmlInputElement { Name.Length: > 0, Type: not ("submit" or "file") } input:
                    values.Add(new(input.Name!, input.Value));
                    break;
                case IHtmlTextAreaElement { Name.Length: > 0 } area:
                    values.Add(new(area.Name!, area.Value));
                    break;
                case IHtmlSelectElement { Name.Length: > 0 } select when select.Value is not null:
                    values.Add(new(select.Name!, select.Value));
                    break;
            }
        }
        foreach (var name in fields.Select(f => f.Name).Distinct(StringComparer.Ordinal)) values.RemoveAll(v => v.Key == name);
        values.AddRange(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        var action = form.GetAttribute("action") is { Length: > 0 } given ? given : page.Path;
        using var answer = await Client.PostAsync(new Uri(action, UriKind.Relative), new FormUrlEncodedContent(values));
        return await Answer.Of(answer);
    }

    // Every page with the account's or the language form carries one.
    private async Task<string> TokenAsync()
    {
        foreach (var path in (string[])["/desk/seoul", "/desk/other", "/account/sign-in", "/error/404"])
        {
            var page = await Get(path);
            if (page.Document.QuerySelector("input[name=__RequestVerificationToken]") is IHtmlInputElement { Value: { Length: > 0 } token }) return token;
        }
        throw new InvalidOperationException("No page gave a token.");
    }
}

/// <summary>What came back: status, headers, text, and the text read as a page. Redirects are not followed.</summary>
public sealed record Answer(HttpStatusCode Status, string Path, string Text, Uri? Location, System.Net.Http.Headers.HttpResponseHeaders Headers, IDocument Document)
{
    public string? MediaType { get; private init; }

    public static async Task<Answer> Of(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        var document = await BrowsingContext.New(Configuration.Default).OpenAsync(page => page.Content(text));
        return new Answer(
            answer.StatusCode, answer.RequestMessage!.RequestUri!.PathAndQuery, text, answer.Headers.Location, answer.Headers, document)
        {
            MediaType = answer.Content.Headers.ContentType?.MediaType,
        };
    }

    /// <summary>The main part's text with white space squeezed.</summary>
    public string Main => string.Join(' ', (Document.QuerySelector("main") ?? Document.Body)!.TextContent
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
