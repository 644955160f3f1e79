using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Acts;
using Ntm.Portal.Api;
using static Ntm.Portal.Acts.ActField;

namespace Ntm.Portal.Pages.Administration;

/// <summary><c>/quan-tri/hoi-dong</c>: the province's appraisal councils, each with its decisions; a new one, and an amendment.</summary>
internal static class CouncilsPage
{
    private const string Root = "/quan-tri/hoi-dong";

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet(Root, ShowAsync);
        routes.MapGet(Root + "/moi", (Visit visit) => FormAsync(visit, null, null));
        routes.MapPost(Root + "/moi", (Visit visit) => RecordAsync(visit, null));
        routes.MapGet(Root + "/{id:guid}", ShowOneAsync);
        routes.MapGet(Root + "/{id:guid}/kien-toan", (Visit visit, Guid id) => FormAsync(visit, id, null));
        routes.MapPost(Root + "/{id:guid}/kien-toan", (Visit visit, Guid id) => RecordAsync(visit, id));
    }

    internal static async Task<IResult> ShowAsync(Visit visit)
    {
        var councils = await visit.GetAsync<ApiPage<AppraisalCouncilRecord>>("/dossiers/councils");
        return councils.Value is { } found ? visit.Show<CouncilsView>(new { Rows = found.Items }) : visit.Refuse(councils.Problem!);
    }

    internal static async Task<IResult> ShowOneAsync(Visit visit, Guid id)
    {
        var council = await visit.GetAsync<AppraisalCouncilRecord>($"/dossiers/councils/{id}");
        return council.Value is { } found ? visit.Show<CouncilView>(new { Council = found }) : visit.Refuse(council.Problem!);
    }

    private static async Task<IResult> RecordAsync(Visit visit, Guid? id)
    {
        var (people, _, problem) = await RosterAsync(visit, id);
        if (problem is not null)
        {
            return visit.Refuse(problem);
        }

        var input = visit.Input;
        var members = people.Where(person => input.Text("role:" + person.Subject) is not null).ToList();
        var body = new
        {
            name = input.Text("name"),
            number = input.Text("number"),
            date = input.Date("date"),
            issuer = input.Text("issuer"),
            validFrom = input.Date("validFrom"),
            validTo = input.Date("validTo"),
            members = members.Select(person => new
            {
                subject = person.Subject,
                name = person.Name,
                position = input.Text("position:" + person.Subject) ?? "",
                department = input.Text("department:" + person.Subject) ?? "",
                role = input.Text("role:" + person.Subject),
                countsBallots = input.Text("counts:" + person.Subject) is not null,
            }),
        };
        var address = id is null ? "/dossiers/councils" : $"/dossiers/councils/{id}/decisions";
        var recorded = await visit.SendAsync<EntryRecord>("POST", address, body, key: visit.Value("_key"));
        return recorded.Value is { } entry
            ? EntriesPage.Prepared("dossiers", entry)
            : await FormAsync(visit, id, recorded.Problem!.AtRows("members", members, FieldOf));
    }

    private static async Task<IResult> FormAsync(Visit visit, Guid? id, ApiProblem? problem)
    {
        if (!AdministrationPages.Prepares(visit))
        {
            return visit.Refuse(AdministrationPages.NotPreparer);
        }

        var (people, before, refused) = await RosterAsync(visit, id);
        if (refused is not null)
        {
            return visit.Refuse(refused);
        }

        return visit.Show<CouncilFormView>(
            new
            {
                Id = id,
                People = people,
                Fields = Fields(before),
                Problem = problem,
            },
            problem?.Status ?? StatusCodes.Status200OK
        );
    }

    private static ActField[] Fields(CouncilDecisionRow? before) =>
        [
            Text("name", T("Tên Hội đồng")) with
            {
                Value = before?.Name ?? "Hội đồng thẩm định xét công nhận xã đạt chuẩn nông thôn mới",
            },
            Text("number", T("Số quyết định")) with
            {
                Hint = T("Ví dụ: 123/QĐ-UBND."),
            },
            Date("date", T("Ngày quyết định")) with
            {
                Beside = true,
            },
            Text("issuer", T("Người ban hành")) with
            {
                Value = before?.Issuer ?? "Chủ tịch UBND tỉnh",
            },
            Date("validFrom", T("Có hiệu lực từ ngày")),
            Date("validTo", T("Đến hết ngày")) with
            {
                Optional = true,
                Beside = true,
            },
        ];

    /// <summary>Who may be put on the roster: those with the role at the province, and those already on it by the decision before.
    /// </summary>
    private static async Task<(IReadOnlyList<CouncilCandidate> People, CouncilDecisionRow? Before, ApiProblem? Refused)> RosterAsync(
        Visit visit,
        Guid? id
    )
    {
        var province = AdministrationPages.ProvinceOf(visit.Person);
        var holders = await visit.GetAsync<List<RoleHolderRow>>(
            $"/identity/role-holders?role=council&unit={Uri.EscapeDataString(province)}"
        );
        if (holders.Problem is { Status: not StatusCodes.Status403Forbidden } unreadable)
        {
            return ([], null, unreadable);
        }

        var council = id is null ? null : await visit.GetAsync<AppraisalCouncilRecord>($"/dossiers/councils/{id}");
        if (council is { Value: null })
        {
            return ([], null, council.Problem);
        }

        var before = council?.Value?.Shown;
        var seated = before?.Members ?? [];
        var known = holders.Value ?? [];
        var others = seated
            .Concat(holders.Value is null ? await KnownAsync(visit) : [])
            .DistinctBy(member => member.Subject)
            .Where(member => known.All(holder => $"{holder.Subject}" != member.Subject));
        return (
            [
                .. known.Select(holder => new CouncilCandidate(
                    $"{holder.Subject}",
                    holder.Name,
                    holder.UserName,
                    seated.FirstOrDefault(member => member.Subject == $"{holder.Subject}")
                )),
                .. others.Select(member => new CouncilCandidate(
                    member.Subject,
                    member.Name,
                    null,
                    seated.FirstOrDefault(seat => seat.Subject == member.Subject)
                )),
            ],
            before,
            null
        );
    }

    /// <summary>Members of all decisions of the province, for who may not list those that have the role.</summary>
    private static async Task<IEnumerable<MemberRecord>> KnownAsync(Visit visit) =>
        (await visit.GetAsync<ApiPage<AppraisalCouncilRecord>>("/dossiers/councils")).Value is { } councils
            ? councils.Items.SelectMany(council => council.Decisions).SelectMany(decision => decision.Members)
            : [];

    /// <summary>The field of a member on the page; null for what is no part of a member.</summary>
    private static string? FieldOf(CouncilCandidate member, string part) =>
        part.Length == 0 || part.Contains('.', StringComparison.Ordinal) || part.Contains('[', StringComparison.Ordinal)
            ? null
            : $"{part}:{member.Subject}";
}

/// <summary>Somebody for the roster.</summary>
/// <param name="Subject">Account.</param>
/// <param name="Name">Name.</param>
/// <param name="UserName">Name to sign in with; null for somebody who has the role no longer.</param>
/// <param name="Seat">What the person is in the council now; null for nothing.</param>
public sealed record CouncilCandidate(string Subject, string Name, string? UserName, MemberRecord? Seat);
