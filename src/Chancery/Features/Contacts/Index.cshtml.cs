using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Contacts;

/// <summary>The directory: organisations and people, found by any of their names in any script.</summary>
[Requires(Permission.ReadContacts)]
public sealed class IndexModel(ChanceryDb db) : PageModel
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Sought { get; set; }

    [BindProperty(SupportsGet = true)]
    public ContactKind? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public ContactCategory? Category { get; set; }

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    public IReadOnlyList<ContactRow> Rows { get; private set; } = [];

    public int Count { get; private set; }

    public int Pages => Math.Max(1, (Count + PageSize - 1) / PageSize);

    public async Task OnGetAsync(CancellationToken stop)
    {
        // A page number or a category that is not one shows the first page or every category.
        ModelState.Clear();
        var contacts = db.Contacts.AsNoTracking();
        if (Kind is { } kind) contacts = contacts.Where(c => c.Kind == kind);
        if (Category is { } category) contacts = contacts.Where(c => c.Category == category);
        contacts = contacts.Named(Sought);
        Count = await contacts.CountAsync(stop);
        Number = Math.Clamp(Number, 1, Pages);
        Rows = await contacts
            .OrderBy(c => c.SearchText).ThenBy(c => c.Id)
            .Skip((Number - 1) * PageSize).Take(PageSize)
            .Select(c => new ContactRow(c, db.Set<Contact>().Where(o => o.Id == c.OrganisationId).Select(o => o.Name).FirstOrDefault()))
            .ToListAsync(stop);
    }

    /// <summary>This list with another page or filter.</summary>
    public string Link(int number) =>
        QueryString.Create(
            new (string Key, string? Value)[] { ("q", Sought), ("kind", Kind?.ToString()), ("category", Category?.ToString()), ("page", number > 1 ? $"{number}" : null) }
                .Where(p => !string.IsNullOrEmpty(p.Value)).Select(p => KeyValuePair.Create(p.Key, p.Value))).ToString() is { Length: > 0 } query
            ? query
            : "?";
}

/// <summary>A contact beside the name of its organisation.</summary>
public sealed record ContactRow(Contact Contact, Translated? Organisation);
