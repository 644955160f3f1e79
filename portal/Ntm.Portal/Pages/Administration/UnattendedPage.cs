using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ntm.Portal.Pages.Administration;

/// <summary><c>/quan-tri/chua-co-nguoi</c>: open work that nobody can do, since nobody holds its role any more.</summary>
internal static class UnattendedPage
{
    public const string Address = "/quan-tri/chua-co-nguoi";

    public static void Map(RouteGroupBuilder routes) => routes.MapGet(Address, ShowAsync);

    internal static async Task<IResult> ShowAsync(Visit visit) =>
        visit.Person.Is("administrator")
            ? visit.Show<UnattendedView>(new { Rows = await OpenWork.UnattendedAsync(visit) })
            : visit.Refuse(AdministrationPages.NotAdministrator);
}
