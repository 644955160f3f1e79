using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Api;
using Ntm.Portal.Pages.Administration;

namespace Ntm.Portal.Pages.Integration;

/// <summary><c>/quan-tri/tich-hop</c>: programs of other systems that a unit lets in, and where status events are sent.</summary>
internal static class IntegrationPage
{
    public const string Root = "/quan-tri/tich-hop";

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet(Root, ShowAsync);
        routes.MapGet(Root + "/moi", ShowNewAsync);
        routes.MapPost(Root + "/moi", RegisterAsync);
        routes.MapGet(Root + "/chuong-trinh/{client}/lam/{act}", (Visit visit, string client, string act) => FormAsync(visit, client, act));
        routes.MapPost(Root + "/chuong-trinh/{client}/lam/{act}", ActAsync);
    }

    internal static async Task<IResult> ShowAsync(Visit visit)
    {
        if (UnitOf(visit) is not { } unit)
        {
            return visit.Refuse(AdministrationPages.NotAdministrator);
        }

        var programs = await visit.GetAsync<ApiPage<ProgramRow>>(
            $"/identity/clients?limit=50&unit={Uri.EscapeDataString(unit)}{Query.Part("after", visit.Value("sau"))}"
        );
        var subscriptions = await visit.GetAsync<ApiPage<SubscriptionRow>>(
            "/notifications/subscriptions/?limit=50" + Query.Part("after", visit.Value("tiep"))
        );
        return programs.Value is not { } found || subscriptions.Value is not { } known
            ? visit.Refuse(programs.Problem ?? subscriptions.Problem!)
            : visit.Show<IntegrationView>(
                new
                {
                    Programs = found,
                    Subscriptions = known,
                    Unit = unit,
                    Name = (await AdministrationPages.NamesAsync(visit, [unit])).GetValueOrDefault(unit, unit),
                }
            );
    }

    internal static async Task<IResult> ShowNewAsync(Visit visit) => await NewAsync(visit, null);

    internal static async Task<IResult> RegisterAsync(Visit visit)
    {
        if (UnitOf(visit) is not { } unit)
        {
            return visit.Refuse(AdministrationPages.NotAdministrator);
        }

        var form = ProgramForms.Register(unit, null);
        var sent = form.Unreadable(visit.Input) is { } fault
            ? new ApiResult<ProgramSecretRecord>(null, fault)
            : await visit.SendAsync<ProgramSecretRecord>("POST", "/identity/clients", form.Body(visit.Input));
        return sent.Value is { } made ? Secret(visit, made) : await NewAsync(visit, sent.Problem);
    }

    internal static async Task<IResult> ActAsync(Visit visit, string client, string act)
    {
        if (await ProgramAsync(visit, client) is not { } program || ProgramForms.Of(act, program) is not { } form)
        {
            return visit.Refuse(AdministrationPages.NotFound);
        }

        var place = $"/identity/clients/{Uri.EscapeDataString(program.ClientId)}";
        if (form.Unreadable(visit.Input) is { } fault)
        {
            return await FormAsync(visit, client, act, fault);
        }

        if (act == "dang-ky-nhan")
        {
            return await SubscribeAsync(visit, program);
        }

        if (act == "doi-khoa")
        {
            var rotated = await visit.SendAsync<ProgramSecretRecord>("POST", place + "/secret", form.Body(visit.Input));
            return rotated.Value is { } made ? Secret(visit, made) : await FormAsync(visit, client, act, rotated.Problem);
        }

        var revoked = await visit.SendAsync<object>("POST", place + "/revocation", null, key: visit.Value("_key"));
        return revoked.Problem is { } problem
            ? await FormAsync(visit, client, act, problem)
            : Visit.Go($"{Root}?xong=chuong-trinh&don-vi={Uri.EscapeDataString(program.UnitCode)}");
    }

    /// <summary>The program, among those of the unit that is asked for; null for none.</summary>
    private static async Task<ProgramRow?> ProgramAsync(Visit visit, string client) =>
        UnitOf(visit) is { } unit
            ? (
                await AdministrationPages.AllAsync<ProgramRow>(visit, $"/identity/clients?unit={Uri.EscapeDataString(unit)}")
            ).Value?.FirstOrDefault(row => row.ClientId == client)
            : null;

    private static async Task<IResult> SubscribeAsync(Visit visit, ProgramRow program)
    {
        var unit = await UnitPage.HistoryAsync(visit, program.UnitCode);
        var form = ProgramForms.Of("dang-ky-nhan", program, unit.Value?.Latest.Path ?? "")!;
        var made = await visit.SendAsync<SubscriptionSecretRecord>("POST", "/notifications/subscriptions/", form.Body(visit.Input));
        return made.Value is { } found
            ? visit.Show<IntegrationSecretView>(
                new
                {
                    Title = T("Đã tạo đăng ký nhận"),
                    Name = found.Subscription.Url,
                    Id = $"{found.Subscription.Id}",
                    found.Secret,
                    Next = SubscriptionPage.AddressOf(found.Subscription.Id),
                }
            )
            : await FormAsync(visit, program.ClientId, "dang-ky-nhan", made.Problem);
    }

    /// <summary>The unit that is asked for, or that of the administrator.</summary>
    private static string? UnitOf(Visit visit) =>
        AdministrationPages.HomeOf(visit.Person) is not { } home ? null
        : visit.Value("don-vi") is { Length: > 0 } asked ? asked.Trim()
        : home;

    private static IResult Secret(Visit visit, ProgramSecretRecord made) =>
        visit.Show<IntegrationSecretView>(
            new
            {
                Title = T("Khóa của chương trình"),
                made.Client.Name,
                Id = made.Client.ClientId,
                Secret = made.ClientSecret,
                Next = $"{Root}?don-vi={Uri.EscapeDataString(made.Client.UnitCode)}",
            }
        );

    private static async Task<IResult> NewAsync(Visit visit, ApiProblem? problem) =>
        UnitOf(visit) is { } unit
            ? AdministrationPages.Form(
                visit,
                new FormPage(
                    ProgramForms.Register(unit, await AdministrationPages.MeaningAsync(visit, unit)),
                    T("Mỗi hệ thống một chương trình riêng, chỉ với những quyền mà nó cần."),
                    Root,
                    T("Kết nối hệ thống khác")
                ),
                problem
            )
            : visit.Refuse(AdministrationPages.NotAdministrator);

    private static async Task<IResult> FormAsync(Visit visit, string client, string act, ApiProblem? problem = null) =>
        UnitOf(visit) is null ? visit.Refuse(AdministrationPages.NotAdministrator)
        : await ProgramAsync(visit, client) is { } program && ProgramForms.Of(act, program) is { } form
            ? AdministrationPages.Form(
                visit,
                new FormPage(
                    form,
                    T("{0}, mã {1}.", program.Name, program.ClientId),
                    $"{Root}?don-vi={Uri.EscapeDataString(program.UnitCode)}",
                    T("Kết nối hệ thống khác")
                ),
                problem
            )
        : visit.Refuse(AdministrationPages.NotFound);
}
