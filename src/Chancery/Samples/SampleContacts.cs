using Chancery.Features.Contacts;
using Chancery.Kernel;

namespace Chancery.Samples;

/// <summary>Organisations and people made of name tables: always the same, all at addresses under <c>.example</c>.</summary>
internal static class SampleContacts
{
    public static IEnumerable<Contact> Make(SampleNames names, Guid mission, int count)
    {
        var random = new Random(30);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var country in names.ForeignCountries) yield return Embassy(country, mission);

        Contact? organisation = null;
        for (var made = 0; made < count - names.ForeignCountries.Count; made++)
        {
            if (organisation is null || made % 3 == 0)
            {
                organisation = Organisation(names, mission, random, taken);
                yield return organisation;
            }
            else
            {
                yield return Person(names, mission, organisation, made, random);
            }
        }
    }

    private static Contact Embassy(Translated country, Guid mission)
    {
        var name = new Translated(("en", $"Embassy of {country.In("en")}"), ("ko", $"주한 {country.In("ko")} 대사관"));
        var address = $"press@{Slug.From(country.In("en"), "embassy")}.example";
        return new Contact
        {
            MissionId = mission, Kind = ContactKind.Organisation, Category = ContactCategory.DiplomaticMission, Name = name,
            Email = address, City = new Translated(("en", "Seoul"), ("ko", "서울")), Language = "en",
            SearchText = Contact.Folded(name, Translated.Empty, address),
        };
    }

    private static Contact Organisation(SampleNames names, Guid mission, Random random, HashSet<string> taken)
    {
        while (true)
        {
            var place = Pick(names.Places, random);
            var kind = Pick(names.Organisations, random);
            var name = new Translated(("en", $"{place.In("en")} {kind.Name.In("en")}"), ("ko", place.In("ko") + kind.Name.In("ko")));
            if (!taken.Add(name.In("en"))) continue;
            var address = $"office@{Slug.From(name.In("en"), "office")}.example";
            return new Contact
            {
                MissionId = mission, Kind = ContactKind.Organisation, Category = Category(kind.Category), Name = name,
                Email = address, City = place, Language = "ko", SearchText = Contact.Folded(name, Translated.Empty, address),
            };
        }
    }

    private static Contact Person(SampleNames names, Guid mission, Contact organisation, int number, Random random)
    {
        var foreign = organisation.Category is ContactCategory.DiplomaticMission or ContactCategory.InternationalOrganisation;
        var (given, surname) = foreign
            ? (Pick(names.ForeignGiven, random), Pick(names.ForeignSurnames, random))
            : (Pick(names.Given, random), Pick(names.Surnames, random));
        // Korean names are written family name first and without a space; foreign ones as they call themselves.
        var name = foreign
            ? new Translated(("en", $"{given.In("en")} {surname.In("en")}"), ("ko", $"{given.In("ko")} {surname.In("ko")}"))
            : new Translated(("en", $"{surname.In("en")} {given.In("en")}"), ("ko", surname.In("ko") + given.In("ko")));
        var category = Reader(organisation.Category);
        var posts = names.Posts.Where(p => p.Categories.Contains(category)).ToList();
        var post = posts.Count == 0 ? Translated.Empty : Pick(posts, random).Name;
        var address = $"{Slug.From(name.In("en"), "person").Replace('-', '.')}.{number}@{organisation.Email.Split('@')[1]}";
        return new Contact
        {
            MissionId = mission, Kind = ContactKind.Person, Category = organisation.Category, Name = name, Post = post,
            OrganisationId = organisation.Id, Email = address, City = organisation.City, Language = foreign ? "en" : "ko",
            SearchText = Contact.Folded(name, post, address),
        };
    }

    private static string Reader(ContactCategory category) => Platform.Web.Reader.Kebab(category.ToString());

    private static ContactCategory Category(string kebab) =>
        Enum.Parse<ContactCategory>(kebab.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);

    private static T Pick<T>(List<T> from, Random random) => from[random.Next(from.Count)];
}
