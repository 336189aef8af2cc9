using System.ComponentModel.DataAnnotations;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Journal;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Contacts;

/// <summary>One contact: shown to everyone who may read contacts, edited by those who may edit them.</summary>
[Requires(Permission.ReadContacts, Write = Permission.EditContacts)]
public sealed class EditModel(ChanceryDb db, Visit visit, Reader reader) : PageModel
{
    [BindProperty]
    public ContactInput Input { get; set; } = new();

    public Guid? ContactId { get; private set; }

    public IReadOnlyList<Contact> Organisations { get; private set; } = [];

    public IReadOnlyList<Contact> People { get; private set; } = [];

    /// <summary>What is saved now, when somebody else saved after this form was opened.</summary>
    public Contact? SavedMeanwhile { get; private set; }

    /// <summary>The languages a name is asked in: the mission's, and those the contact already has.</summary>
    public IEnumerable<string> Languages => visit.Mission.Languages.Concat(Input.Name.Keys).Distinct(StringComparer.Ordinal);

    public async Task<IActionResult> OnGetAsync(Guid? id, ContactKind? kind, CancellationToken stop)
    {
        if (id is { } existing)
        {
            if (await db.Contacts.AsNoTracking().FirstOrDefaultAsync(c => c.Id == existing, stop) is not { } contact) return NotFound();
            Input = ContactInput.Of(contact);
        }
        else
        {
            Input.Kind = kind ?? ContactKind.Organisation;
            Input.Language = visit.Mission.DefaultLanguage;
        }
        return await ShowAsync(id, stop);
    }

    public async Task<IActionResult> OnPostAsync(Guid? id, CancellationToken stop)
    {
        var contact = id is { } existing ? await db.Contacts.FirstOrDefaultAsync(c => c.Id == existing, stop) : null;
        if (id is not null && contact is null) return NotFound();
        if (contact is not null && contact.Version != Input.Version)
        {
            SavedMeanwhile = contact;
            Response.StatusCode = StatusCodes.Status409Conflict;
            return await ShowAsync(id, stop);
        }
        foreach (var refusal in await Input.CheckAsync(db, visit, id, stop)) this.AddRefusal(refusal, nameof(Input));
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return await ShowAsync(id, stop);
        }

        contact = Input.Keep(db, visit, contact);
        await db.SaveChangesAsync(stop);
        TempData["Toast"] = reader["contacts.saved"];
        return Redirect($"/desk/{visit.Mission.Slug}/contacts/{contact.Id}");
    }

    private async Task<IActionResult> ShowAsync(Guid? id, CancellationToken stop)
    {
        ContactId = id;
        Organisations = await db.Contacts.AsNoTracking()
            .Where(c => c.Kind == ContactKind.Organisation && c.Id != id).OrderBy(c => c.SearchText).ToListAsync(stop);
        if (id is not null)
            People = await db.Contacts.AsNoTracking().Where(c => c.OrganisationId == id).OrderBy(c => c.SearchText).ToListAsync(stop);
        return Page();
    }
}

/// <summary>What a person types about a contact; the API takes the same.</summary>
public sealed class ContactInput
{
    public ContactKind Kind { get; set; }

    public ContactCategory Category { get; set; } = ContactCategory.Other;

    public Dictionary<string, string?> Name { get; set; } = [];

    public Dictionary<string, string?> Post { get; set; } = [];

    public Dictionary<string, string?> City { get; set; } = [];

    public Guid? OrganisationId { get; set; }

    public string? Email { get; set; }

    public string? Phone { get; set; }

    public string Language { get; set; } = "en";

    public int Version { get; set; }

    public static ContactInput Of(Contact contact) => new()
    {
        Kind = contact.Kind, Category = contact.Category, Name = Texts(contact.Name), Post = Texts(contact.Post), City = Texts(contact.City),
        OrganisationId = contact.OrganisationId, Email = contact.Email, Phone = contact.Phone, Language = contact.Language, Version = contact.Version,
    };

    /// <summary>Every rule that says no; fields are named as in this class.</summary>
    internal async Task<IReadOnlyList<Refusal>> CheckAsync(ChanceryDb db, Visit visit, Guid? id, CancellationToken stop)
    {
        var no = new List<Refusal>();
        if (new Translated(Name!).IsEmpty) no.Add(new Refusal("contact.no-name", $"Name[{visit.Mission.DefaultLanguage}]"));
        foreach (var (field, texts) in ((string, Dictionary<string, string?>)[])[(nameof(Name), Name), (nameof(Post), Post), (nameof(City), City)])
            no.AddRange(texts.Where(t => t.Value?.Length > 300).Select(t => new Refusal("plan.too-long", $"{field}[{t.Key}]").With("limit", 300)));
        if (OrganisationId is { } organisation &&
            (organisation == id || !await db.Contacts.AnyAsync(c => c.Id == organisation && c.Kind == ContactKind.Organisation, stop)))
            no.Add(new Refusal("contact.no-such-organisation", nameof(OrganisationId)));
        if (!string.IsNullOrWhiteSpace(Email) && (Email.Trim().Length > 254 || !new EmailAddressAttribute().IsValid(Email.Trim())))
            no.Add(new Refusal("contact.bad-email", nameof(Email)));
        if (Phone?.Trim().Length > 60) no.Add(new Refusal("plan.too-long", nameof(Phone)).With("limit", 60));
        if (!Chancery.Kernel.Language.IsKnown(Language)) no.Add(new Refusal("contact.no-such-language", nameof(Language)));
        return no;
    }

    /// <summary>Writes it to the contact, or to a new one, and notes it in the journal; the caller saves.</summary>
    internal Contact Keep(ChanceryDb db, Visit visit, Contact? contact)
    {
        var isNew = contact is null;
        if (contact is null) db.Add(contact = new Contact { MissionId = visit.Mission.Id, Name = Translated.Empty });
        WriteTo(contact);
        db.Add(new JournalEntry
        {
            Id = Guid.CreateVersion7(), MissionId = visit.Mission.Id, Kind = isNew ? "contact.added" : "contact.changed",
            SubjectId = contact.Id, ById = visit.Person.Id, HappenedOn = visit.Today,
        });
        return contact;
    }

    private void WriteTo(Contact contact)
    {
        contact.Kind = Kind;
        contact.Category = Category;
        contact.Name = new Translated(Name!);
        contact.Post = Kind == ContactKind.Person ? new Translated(Post!) : Translated.Empty;
        contact.City = new Translated(City!);
        contact.OrganisationId = OrganisationId;
        contact.Email = PlainText.Clean(Email).Trim();
        contact.Phone = PlainText.Clean(Phone).Trim();
        contact.Language = Language;
        contact.SearchText = Contact.Folded(contact.Name, contact.Post, contact.Email);
    }

    internal static Dictionary<string, string?> Texts(Translated text) => text.Texts.ToDictionary(t => t.Key, t => (string?)t.Value, StringComparer.Ordinal);
}
