using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Api;
using Ntm.Portal.Pages.Dossiers;

namespace Ntm.Portal.Pages.Administration;

/// <summary><c>/quan-tri/cho-hieu-luc</c>: what was prepared for the province with its document, what each changes, and a leader's
/// decision on it.</summary>
internal static class EntriesPage
{
    public const string Root = "/quan-tri/cho-hieu-luc";
    private const string One = Root + "/{service}/{id:guid}";

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet(Root, ShowAsync);
        routes.MapGet(One, (Visit visit, string service, Guid id) => ShowOneAsync(visit, service, id, null));
        routes.MapGet(One + "/tep", (Visit visit, string service, Guid id) => Transfer.PassAsync(visit, Api(service, id) + "/document"));
        routes.MapPost(One + "/tep", AttachAsync).WithMetadata(new UploadSize(), new TakesPieces());
        routes.MapPost(One + "/{act}", ActAsync);
    }

    /// <summary>Page of an entry.</summary>
    public static string Address(string service, Guid id) => $"{Root}/{Known(service)}/{id}";

    /// <summary>After something was prepared: the page of the entry, which asks for its document.</summary>
    public static IResult Prepared(string service, EntryRecord entry) => Visit.Go(Address(service, entry.Id) + "?xong=chuan-bi");

    internal static async Task<IResult> ShowAsync(Visit visit)
    {
        var province = Uri.EscapeDataString(AdministrationPages.ProvinceOf(visit.Person));
        var rows = new List<(string Service, EntryRecord Entry)>();
        foreach (var service in new[] { "assessment", "dossiers" })
        {
            var found = await AdministrationPages.AllAsync<EntryRecord>(visit, $"/{service}/entries?province={province}");
            if (found.Value is not { } entries)
            {
                return visit.Refuse(found.Problem!);
            }

            rows.AddRange(entries.Select(entry => (service, entry)));
        }

        return visit.Show<EntriesView>(new { Rows = rows.OrderByDescending(row => row.Entry.PreparedAt).ToList() });
    }

    internal static async Task<IResult> AttachAsync(Visit visit, string service, Guid id)
    {
        var address = Api(service, id) + "/document";
        if (PieceUploads.IsPiece(visit.Http))
        {
            return await PieceUploads.BeginAsync(visit, address);
        }

        return await Transfer.SendAsync<EntryRecord>(visit, address) is { } problem
            ? await ShowOneAsync(visit, service, id, problem)
            : Visit.Go(Address(service, id) + "?xong=van-ban");
    }

    internal static async Task<IResult> ActAsync(Visit visit, string service, Guid id, string act)
    {
        var (last, body) = act switch
        {
            "hieu-luc" => ("/into-force", null),
            "tu-choi" => ("/refusal", new { reason = visit.Input.Text("reason") ?? "" }),
            "rut" => ("/withdrawal", (object?)null),
            _ => ("", null),
        };
        if (last.Length == 0)
        {
            return visit.Refuse(AdministrationPages.NotFound);
        }

        var sent = await visit.SendAsync<EntryRecord>("POST", Api(service, id) + last, body, key: visit.Value("_key"));
        return sent.Problem is { } problem
            ? await ShowOneAsync(visit, service, id, problem)
            : Visit.Go(Address(service, id) + "?xong=" + act);
    }

    private static async Task<IResult> ShowOneAsync(Visit visit, string service, Guid id, ApiProblem? problem)
    {
        var entry = await visit.GetAsync<EntryRecord>(Api(service, id));
        return entry.Value is { } found
            ? visit.Show<EntryView>(
                new
                {
                    Service = service,
                    Entry = found,
                    Problem = problem,
                },
                problem?.Status ?? StatusCodes.Status200OK
            )
            : visit.Refuse(entry.Problem!);
    }

    private static string Api(string service, Guid id) => $"/{Known(service)}/entries/{id}";

    /// <summary>Of the two services that keep entries the one that is named.</summary>
    private static string Known(string service) => service == "assessment" ? service : "dossiers";
}
