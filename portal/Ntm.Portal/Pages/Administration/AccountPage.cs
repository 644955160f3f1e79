using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Api;

namespace Ntm.Portal.Pages.Administration;

/// <summary><c>/quan-tri/tai-khoan/{id}</c>: one account, its roles, and what an administrator does with it.</summary>
internal static class AccountPage
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/quan-tri/tai-khoan/{id:guid}", ShowAsync);
        routes.MapGet("/quan-tri/tai-khoan/{id:guid}/lam/{act}", ShowActAsync);
        routes.MapPost("/quan-tri/tai-khoan/{id:guid}/lam/{act}", ActAsync);
    }

    internal static async Task<IResult> ShowAsync(Visit visit, Guid id)
    {
        var found = await visit.GetAsync<AccountRow>($"/identity/accounts/{id}");
        if (found.Value is not { } account)
        {
            return visit.Refuse(found.Problem!);
        }

        var links = await visit.GetAsync<List<ExternalLinkRow>>($"/identity/accounts/{id}/external-links");
        var external = await visit.GetAsync<ExternalIssuerRecord>("/identity/external");
        var units = account.Grants.Select(grant => grant.UnitCode).Prepend(account.HomeUnitCode);
        return visit.Show<AccountView>(
            new
            {
                Account = account,
                Names = await AdministrationPages.NamesAsync(visit, units),
                Links = links.Value ?? [],
                External = external.Value?.DisplayName,
            }
        );
    }

    internal static async Task<IResult> ShowActAsync(Visit visit, Guid id, string act) => await FormAsync(visit, id, act, null);

    internal static async Task<IResult> ActAsync(Visit visit, Guid id, string act)
    {
        var found = await visit.GetAsync<AccountRow>($"/identity/accounts/{id}");
        if (found.Value is not { } account || AccountForms.Of(act, account, visit.Value("quyen"), null) is not { } form)
        {
            return visit.Refuse(found.Problem ?? AdministrationPages.NotAdministrator);
        }

        var input = visit.Input;
        var address = form.Address($"/identity/accounts/{id}", input);
        var sent = await visit.SendAsync<NewPasswordRecord>("POST", address, form.Body(input), key: visit.Value("_key"));
        return sent.Problem is { } problem ? await FormAsync(visit, id, act, problem)
            : act == "mat-khau"
                ? visit.Show<SecretView>(
                    new
                    {
                        Account = account,
                        sent.Value!.Password,
                        Reset = true,
                    }
                )
            : Visit.Go($"/quan-tri/tai-khoan/{id}?xong=tai-khoan");
    }

    /// <summary>Open work that nobody could do any more; none where the act takes no role away.</summary>
    private static async Task<IReadOnlyList<OpenWorkRow>> UnattendedAsync(Visit visit, AccountRow account, string act) =>
        act switch
        {
            "ngung" => await OpenWork.UnattendedAsync(visit, account.Grants),
            "thu-vai-tro" => await OpenWork.UnattendedAsync(visit, [.. account.Grants.Where(one => $"{one.Id}" == visit.Value("quyen"))]),
            _ => [],
        };

    private static async Task<IResult> FormAsync(Visit visit, Guid id, string act, ApiProblem? problem)
    {
        var found = await visit.GetAsync<AccountRow>($"/identity/accounts/{id}");
        var home = act == "gan-vai-tro" ? await AdministrationPages.MeaningAsync(visit, found.Value?.HomeUnitCode) : null;
        return found.Value is not { } account ? visit.Refuse(found.Problem!)
            : AccountForms.Of(act, account, visit.Value("quyen"), home) is { } form
                ? visit.Show<AccountActView>(
                    new
                    {
                        Account = account,
                        Form = form,
                        Problem = problem,
                        Unattended = await UnattendedAsync(visit, account, act),
                    },
                    problem?.Status ?? StatusCodes.Status200OK
                )
            : visit.Refuse(AdministrationPages.NotAdministrator);
    }
}
