using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Chancery.Features.Campaigns;

/// <summary>One input with its label, hint and message (<c>_Field</c>).</summary>
public sealed record Field(string Name, string Label, string? Value)
{
    public string Type { get; init; } = "text";

    public string Width { get; init; } = "f6";

    public string? Hint { get; init; }

    public bool Optional { get; init; }

    /// <summary>The language that is to be written in the field.</summary>
    public string? Language { get; init; }

    /// <summary>More than none makes it a text area.</summary>
    public int Rows { get; init; }

    public string? List { get; init; }

    public string? InputMode { get; init; }

    /// <summary>Keeps the ids of the same field in several forms of a page apart.</summary>
    public string Prefix { get; init; } = "";

    public string Id => Prefix + IdOf(Name);

    /// <summary>The id that the list of errors at the top of the page points to.</summary>
    public static string IdOf(string name) => TagBuilder.CreateSanitizedId(name, "_");
}

/// <summary>One text in every language of the programme, side by side (<c>_TextPair</c>).</summary>
public sealed record TextPair(string Name, string Label, IReadOnlyList<string> Languages, IReadOnlyDictionary<string, string?> Values)
{
    public bool Optional { get; init; }

    public int Rows { get; init; }

    /// <summary>Id of a datalist for each language: <c>{List}-{language}</c>.</summary>
    public string? List { get; init; }

    public string Prefix { get; init; } = "";

    public IEnumerable<Field> Fields => Languages.Select(language => new Field($"{Name}[{language}]", Label, Values.GetValueOrDefault(language))
    {
        Language = language, Optional = Optional, Rows = Rows, Width = "", List = List is null ? null : $"{List}-{language}", Prefix = Prefix,
    });
}

internal static class Toasts
{
    /// <summary>What was done, shown once on the next page, with the way to take it back.</summary>
    public static void Toast(this PageModel page, string text, string? undo = null)
    {
        page.TempData["Toast"] = text;
        if (undo is not null) page.TempData["Undo"] = undo;
    }

    public static string? ErrorOf(this ModelStateDictionary state, string field) =>
        state.TryGetValue(field, out var entry) && entry.Errors is [var error, ..] ? error.ErrorMessage : null;
}
