using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Api;
using Ntm.Portal.Pages.Work;
using static Ntm.Portal.Pages.Query;

namespace Ntm.Portal.Pages.Dossiers;

/// <summary><c>/ho-so</c>: the dossiers that the person may see, by year and unit.</summary>
internal static class DossiersPage
{
    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/ho-so", ShowAsync);

    internal static async Task<IResult> ShowAsync(Visit visit)
    {
        var filter = new DossierFilter(
            visit.Value("q") ?? "",
            visit.Value("danh-hieu") ?? "",
            visit.Value("nam") ?? "",
            visit.Value("tinh-trang") ?? "",
            visit.Value("sau")
        );
        var found = await visit.GetAsync<ApiPage<DossierRow>>("/dossiers/" + filter.Query);
        return found.Value is null
            ? visit.Refuse(found.Problem!)
            : visit.Show<DossiersView>(
                new
                {
                    Rows = found.Value.Items,
                    found.Value.Next,
                    Filter = filter,
                    Views = await SavedViewsPage.OfAsync(visit, "dossiers"),
                }
            );
    }

    /// <summary>Up to a hundred dossiers, to name commune and title; those that cannot be read are left out.</summary>
    public static async Task<IReadOnlyDictionary<Guid, DossierRow>> ByIdAsync(Visit visit, IEnumerable<Guid> ids)
    {
        var wanted = string.Concat(ids.Distinct().Take(100).Select(id => $"&id={id}"));
        var found = wanted.Length == 0 ? null : await visit.GetAsync<ApiPage<DossierRow>>("/dossiers/?limit=100" + wanted);
        return (found?.Value?.Items ?? []).ToDictionary(row => row.Id);
    }
}

/// <summary>Which dossiers are shown.</summary>
public sealed record DossierFilter(string Q, string Title, string Year, string Status, string? After)
{
    /// <summary>Whether all are shown.</summary>
    public bool IsEmpty => Q.Length + Title.Length + Year.Length + Status.Length == 0;

    /// <summary>Whether the year can be read, where one is typed.</summary>
    public bool YearReadable => Year.Trim().Length == 0 || Pages.Query.Year(Year).Length > 0;

    /// <summary>The same for the API.</summary>
    public string Query =>
        "?limit=50"
        + Part("q", Q)
        + Part("title", Title)
        + Part("year", Pages.Query.Year(Year))
        + Part("status", Status)
        + Part("after", After);

    /// <summary>The choice as it is kept under a name; empty where there is none.</summary>
    public string Kept => (Part("q", Q) + Part("danh-hieu", Title) + Part("nam", Year) + Part("tinh-trang", Status)).TrimStart('&');

    /// <summary>The next page.</summary>
    public string NextAddress(string next) => "/ho-so?" + (Kept + Part("sau", next)).TrimStart('&');
}
