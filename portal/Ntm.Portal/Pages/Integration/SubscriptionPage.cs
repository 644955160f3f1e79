using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Acts;
using Ntm.Portal.Api;
using Ntm.Portal.Pages.Administration;

namespace Ntm.Portal.Pages.Integration;

/// <summary><c>/quan-tri/tich-hop/nhan/{id}</c>: one subscription, its attempts, and what an administrator does with it.</summary>
internal static class SubscriptionPage
{
    public static string AddressOf(Guid id) => $"{IntegrationPage.Root}/nhan/{id}";

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet(IntegrationPage.Root + "/nhan/{id:guid}", ShowAsync);
        routes.MapGet(IntegrationPage.Root + "/nhan/{id:guid}/lan-gui/{attempt:guid}", ShowAttemptAsync);
        routes.MapPost(IntegrationPage.Root + "/nhan/{id:guid}/su-kien/{eventId:guid}", ResendAsync);
        routes.MapGet(
            IntegrationPage.Root + "/nhan/{id:guid}/lam/{act}",
            (Visit visit, Guid id, string act) => FormAsync(visit, id, SubscriptionForms.Of(act))
        );
        routes.MapPost(IntegrationPage.Root + "/nhan/{id:guid}/lam/{act}", ActAsync);
    }

    internal static async Task<IResult> ShowAsync(Visit visit, Guid id)
    {
        if (!visit.Person.Is("administrator"))
        {
            return visit.Refuse(AdministrationPages.NotAdministrator);
        }

        var found = await visit.GetAsync<SubscriptionRow>(Api(id));
        var health = await visit.GetAsync<SubscriptionHealthRecord>(Api(id) + "/health");
        var failed = visit.Value("loc") == "loi";
        var attempts = await visit.GetAsync<ApiPage<AttemptRow>>(
            Api(id) + (failed ? "/attempts?limit=20&failed=true" : "/attempts?limit=20") + Query.Part("after", visit.Value("sau"))
        );
        return found.Value is { } subscription && health.Value is { } figures && attempts.Value is { } log
            ? visit.Show<SubscriptionView>(
                new
                {
                    Subscription = subscription,
                    Health = figures,
                    Attempts = log,
                    Failed = failed,
                }
            )
            : visit.Refuse(found.Problem ?? health.Problem ?? attempts.Problem!);
    }

    internal static async Task<IResult> ShowAttemptAsync(Visit visit, Guid id, Guid attempt)
    {
        var found = await visit.GetAsync<AttemptRow>($"{Api(id)}/attempts/{attempt}");
        return found.Value is { } row ? visit.Show<AttemptView>(new { Id = id, Attempt = row }) : visit.Refuse(found.Problem!);
    }

    internal static async Task<IResult> ResendAsync(Visit visit, Guid id, Guid eventId)
    {
        var sent = await visit.SendAsync<object>("POST", $"{Api(id)}/events/{eventId}/resend", null, key: visit.Value("_key"));
        return sent.Problem is { } problem ? visit.Refuse(problem) : Visit.Go(AddressOf(id) + "?xong=gui-lai");
    }

    internal static async Task<IResult> ActAsync(Visit visit, Guid id, string act)
    {
        var input = visit.Input;
        if (SubscriptionForms.Of(act) is not { } form)
        {
            return visit.Refuse(AdministrationPages.NotFound);
        }

        if (form.Unreadable(input) is { } fault)
        {
            return await FormAsync(visit, id, form, fault);
        }

        return act switch
        {
            "xac-minh" or "gui-thu" => await ProbeAsync(visit, id, form),
            "doi-khoa" => await RotateAsync(visit, id, form),
            _ when SubscriptionForms.Counts(act) => await AgainAsync(visit, id, form),
            _ => await SetAsync(visit, id, form),
        };
    }

    private static async Task<IResult> ProbeAsync(Visit visit, Guid id, ActForm form)
    {
        var sent = await visit.SendAsync<ProbeRecord>("POST", form.Address(Api(id), visit.Input), null);
        return sent.Value is { } probe
            ? Visit.Go($"{AddressOf(id)}/lan-gui/{probe.Attempt.Id}")
            : await FormAsync(visit, id, form, sent.Problem);
    }

    private static async Task<IResult> RotateAsync(Visit visit, Guid id, ActForm form)
    {
        var sent = await visit.SendAsync<SubscriptionSecretRecord>("POST", form.Address(Api(id), visit.Input), form.Body(visit.Input));
        return sent.Value is { } made
            ? visit.Show<IntegrationSecretView>(
                new
                {
                    Title = T("Khóa ký mới"),
                    Name = made.Subscription.Url,
                    Id = $"{id}",
                    made.Secret,
                    Next = AddressOf(id),
                }
            )
            : await FormAsync(visit, id, form, sent.Problem);
    }

    private static async Task<IResult> SetAsync(Visit visit, Guid id, ActForm form)
    {
        var sent = await visit.SendAsync<object>("POST", form.Address(Api(id), visit.Input), null, key: visit.Value("_key"));
        return sent.Problem is { } problem ? await FormAsync(visit, id, form, problem) : Visit.Go(AddressOf(id) + "?xong=dang-ky-nhan");
    }

    /// <summary>Counts what would be sent again; sends it once the person has seen the count.</summary>
    private static async Task<IResult> AgainAsync(Visit visit, Guid id, ActForm form)
    {
        var (input, sure) = (visit.Input, visit.Value("xac-nhan") == "co");
        var body = SubscriptionForms.Again(input, preview: !sure);
        var sent = await visit.SendAsync<ReplayRecord>("POST", form.Address(Api(id), input), body, key: sure ? visit.Value("_key") : null);
        return sent.Value is not { } again ? await FormAsync(visit, id, form, sent.Problem)
            : sure ? Visit.Go(AddressOf(id) + "?xong=gui-lai")
            : await FormAsync(visit, id, SubscriptionForms.Confirming(form, input, again.Count));
    }

    private static async Task<IResult> FormAsync(Visit visit, Guid id, ActForm? form, ApiProblem? problem = null)
    {
        if (!visit.Person.Is("administrator"))
        {
            return visit.Refuse(AdministrationPages.NotAdministrator);
        }

        var found = await visit.GetAsync<SubscriptionRow>(Api(id));
        return found.Value is { } row && form is not null
            ? AdministrationPages.Form(visit, new FormPage(form, row.Url, AddressOf(id), T("Nơi nhận")), problem)
            : visit.Refuse(found.Problem ?? AdministrationPages.NotFound);
    }

    private static string Api(Guid id) => $"/notifications/subscriptions/{id}";
}
