using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Ntm.Gateway.Tests.Access;

/// <summary>One request of one caller about one subject.</summary>
/// <param name="Row">Endpoint.</param>
/// <param name="Door">How its group refuses.</param>
/// <param name="About">What it is about.</param>
/// <param name="Caller">Who asks.</param>
internal sealed partial record Ask(EndpointRow Row, Door Door, Subject About, KindOfCaller Caller)
{
    /// <summary>An id that nothing has.</summary>
    public const string Random = "0195c0de-0000-7000-8000-00000000dead";

    /// <summary>What would undo the scene for whoever may do it; those are not sent.</summary>
    private static readonly string[] Undoing =
    [
        "POST /identity/accounts/{id:guid}/deactivation",
        "POST /identity/clients/{clientId}/secret",
        "POST /identity/clients/{clientId}/revocation",
        "POST /identity/signing-keys",
        "DELETE /assessment/criteria-sets/{code}",
        "POST /assessment/entries/{entry:guid}/into-force",
        "POST /assessment/entries/{entry:guid}/refusal",
        "POST /assessment/entries/{entry:guid}/withdrawal",
        "POST /dossiers/entries/{entry:guid}/into-force",
        "POST /dossiers/entries/{entry:guid}/refusal",
        "POST /dossiers/entries/{entry:guid}/withdrawal",
        "DELETE /planning/reports/{id:guid}/photos/{photo:guid}",
        "POST /dossiers/{id:guid}/withdrawal",
        "DELETE /notifications/views/{id:guid}",
        "DELETE /notifications/subscriptions/{id:guid}",
        "POST /notifications/subscriptions/{id:guid}/verification",
        "POST /notifications/subscriptions/{id:guid}/test",
        "POST /notifications/subscriptions/{id:guid}/activation",
        "POST /notifications/subscriptions/{id:guid}/deactivation",
    ];

    /// <summary>What outdates the token that a caller of the scene shows, of whom it is asked; not sent then.</summary>
    private static readonly string[] Outdating =
    [
        "POST /identity/accounts/{id:guid}/password-reset",
        "POST /identity/accounts/{id:guid}/sessions/end",
    ];

    private static readonly Dictionary<string, string> Queries = new()
    {
        ["GET /identity/accounts"] = "?unit=$unit",
        ["GET /identity/clients"] = "?unit=$unit",
        ["GET /identity/role-holders"] = "?unit=$unit&role=officer",
        ["GET /identity/held-roles"] = "?unit=$unit",
        ["GET /assessment/criteria-drafts"] = "?province=$unit",
        ["GET /assessment/threshold-confirmations"] = "?province=$unit",
        ["GET /assessment/unit-groups"] = "?province=$unit",
        ["GET /assessment/entries"] = "?province=$unit",
        ["GET /dossiers/entries"] = "?province=$unit",
        ["GET /dossiers/procedures"] = "?province=$unit",
        ["DELETE /planning/plans/{id:guid}/tasks/{task}/completion"] = "?reason=a",
    };

    public Answer Expected => Access.Expected.Of(Row, Door, About, Caller);

    /// <summary>Whether it is sent: what undoes the scene only to be refused.</summary>
    public bool IsSent =>
        Expected.Status is not null || !(Undoing.Contains(Row.Name) || (About.Owner is not null && Outdating.Contains(Row.Name)));

    /// <summary>Whether a body that says nothing is refused as such to whom the endpoint is open.</summary>
    public bool IsLoose => Row.Who is "anyone" or "signed-in" || Body.IsUpload(Row);

    /// <summary>The request, with a token where the caller has one.</summary>
    public HttpRequestMessage Request(string? token)
    {
        var request = new HttpRequestMessage(
            new HttpMethod(Row.Method),
            Parameter().Replace(Row.Pattern, match => ValueOf(match.Value.Trim('{', '}'))) + Fill(Queries.GetValueOrDefault(Row.Name, ""))
        )
        {
            Content = Body.Of(Row, Fill),
        };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        if (IsVersioned)
        {
            request.Headers.TryAddWithoutValidation("If-Match", "\"9999\"");
        }

        return request;
    }

    public override string ToString() => $"{Row.Name, -84} {About, -34} {Caller, -20}";

    /// <summary>Whether the version is compared after the caller was let in, so that a wrong one ends what he may do.</summary>
    private bool IsVersioned =>
        Row.Method != "GET"
        && Row.Cluster is "assessment" or "planning"
        && !Row.Pattern.StartsWith("/assessment/surveys/", StringComparison.Ordinal);

    private string ValueOf(string parameter)
    {
        var (name, type) = parameter.Split(':') is [var only] ? (only, "") : (parameter.Split(':')[0], parameter.Split(':')[1]);
        return About.Values.GetValueOrDefault(name)
            ?? type switch
            {
                "guid" => Random,
                "int" => "1",
                "long" => "999999",
                _ => "khong-co",
            };
    }

    private string Fill(string text) =>
        Value()
            .Replace(
                text,
                match =>
                    About.Values.GetValueOrDefault(match.Value[1..])
                    ?? match.Value switch
                    {
                        "$unit" => About.Unit,
                        "$village" => About.Village ?? About.Unit,
                        _ => Random,
                    }
            );

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\$[a-z]+")]
    private static partial Regex Value();
}
