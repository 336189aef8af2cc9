using Chancery.Platform.Access;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chancery.Features.Style;

/// <summary>Every component of the look, once: the place to see a change of the style sheets before the pages show it.</summary>
[SignedIn]
public sealed class IndexModel : PageModel;
