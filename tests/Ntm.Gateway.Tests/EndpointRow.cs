namespace Ntm.Gateway.Tests;

/// <summary>What the gateway serves, row by row: a new endpoint belongs here, or the tests fail.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Pattern">Address as the service maps it.</param>
/// <param name="Cluster">Which service must get it.</param>
/// <param name="Outsider">What a village reporter gets who asks for what does not exist: never more than anybody signed in may read.</param>
/// <param name="Who"><c>anyone</c>, <c>signed-in</c>, <c>stage</c> (the role of the open stage), or the roles, each on its unit.</param>
/// <param name="Scope">Scope that opens it to a program; null, and in the table left out, where no program is let in.</param>
public sealed record EndpointRow(string Method, string Pattern, string Cluster, int Outsider, string Who, string? Scope)
{
    public static IReadOnlyList<EndpointRow> All { get; } = [.. Table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)];

    public string Name => $"{Method} {Pattern}";

    private const string Table =
        """
        GET    /identity/.well-known/jwks.json                                                      | identity      | 200 | anyone
        GET    /identity/.well-known/openid-configuration                                           | identity      | 200 | anyone
        GET    /identity/accounts                                                                   | identity      | 400 | administrator
        POST   /identity/accounts                                                                   | identity      | 400 | administrator
        GET    /identity/accounts/{id:guid}                                                         | identity      | 403 | administrator
        POST   /identity/accounts/{id:guid}/activation                                              | identity      | 403 | administrator
        POST   /identity/accounts/{id:guid}/consents                                                | identity      | 400 | administrator
        POST   /identity/accounts/{id:guid}/deactivation                                            | identity      | 403 | administrator
        POST   /identity/accounts/{id:guid}/grants                                                  | identity      | 400 | administrator
        POST   /identity/accounts/{id:guid}/grants/{grantId:guid}/end                               | identity      | 400 | administrator
        POST   /identity/accounts/{id:guid}/password-reset                                          | identity      | 403 | administrator
        POST   /identity/accounts/{id:guid}/unlocking                                               | identity      | 403 | administrator
        GET    /identity/clients                                                                    | identity      | 400 | administrator
        POST   /identity/clients                                                                    | identity      | 400 | administrator
        POST   /identity/clients/{clientId}/revocation                                              | identity      | 403 | administrator
        POST   /identity/clients/{clientId}/secret                                                  | identity      | 400 | administrator
        GET    /identity/dead-letters/                                                              | identity      | 403 | administrator
        GET    /identity/dead-letters/dropped                                                       | identity      | 403 | administrator
        GET    /identity/dead-letters/timers                                                        | identity      | 403 | administrator
        POST   /identity/dead-letters/{seq:long}/drop                                               | identity      | 400 | administrator
        POST   /identity/dead-letters/{seq:long}/replay                                             | identity      | 403 | administrator
        GET    /identity/me                                                                         | identity      | 200 | signed-in
        POST   /identity/me/password                                                                | identity      | 400 | signed-in
        GET    /identity/sample-clock                                                               | identity      | 200 | signed-in
        PUT    /identity/sample-clock                                                               | identity      | 403 | administrator
        POST   /identity/sign-out                                                                   | identity      | 400 | anyone
        GET    /identity/signing-keys                                                               | identity      | 403 | administrator
        POST   /identity/signing-keys                                                               | identity      | 403 | administrator
        POST   /identity/signing-keys/{kid}/revocation                                              | identity      | 403 | administrator
        POST   /identity/tokens                                                                     | identity      | 400 | anyone
        POST   /identity/unit-merges                                                                | identity      | 400 | administrator
        POST   /identity/unit-splits                                                                | identity      | 400 | administrator
        GET    /identity/units                                                                      | identity      | 200 | signed-in | units:read
        POST   /identity/units                                                                      | identity      | 400 | administrator
        GET    /identity/units/{code}                                                               | identity      | 404 | signed-in | units:read
        POST   /identity/units/{code}/end                                                           | identity      | 400 | administrator
        GET    /identity/units/{code}/history                                                       | identity      | 404 | signed-in | units:read
        POST   /identity/units/{code}/move                                                          | identity      | 400 | administrator
        POST   /identity/units/{code}/renaming                                                      | identity      | 400 | administrator
        GET    /assessment/criteria-sets                                                            | assessment    | 200 | signed-in | assessment:read
        GET    /assessment/criteria-sets/{code}                                                     | assessment    | 404 | signed-in | assessment:read
        GET    /assessment/dead-letters/                                                            | assessment    | 403 | administrator
        GET    /assessment/dead-letters/dropped                                                     | assessment    | 403 | administrator
        GET    /assessment/dead-letters/timers                                                      | assessment    | 403 | administrator
        POST   /assessment/dead-letters/{seq:long}/drop                                             | assessment    | 400 | administrator
        POST   /assessment/dead-letters/{seq:long}/replay                                           | assessment    | 403 | administrator
        GET    /assessment/sample-clock                                                             | assessment    | 200 | signed-in
        GET    /assessment/self-assessments/{dossierId:guid}                                        | assessment    | 404 | officer, leader, reviewer, appraiser, council, auditor
        GET    /assessment/self-assessments/{dossierId:guid}/evidence/{hash}                        | assessment    | 404 | officer, leader, reviewer, appraiser, council, auditor
        POST   /assessment/self-assessments/{dossierId:guid}/indicators/{code}/evidence             | assessment    | 404 | officer
        DELETE /assessment/self-assessments/{dossierId:guid}/indicators/{code}/evidence/{hash}      | assessment    | 404 | officer
        GET    /assessment/self-assessments/{dossierId:guid}/revisions                              | assessment    | 404 | officer, leader, reviewer, appraiser, council, auditor
        GET    /assessment/self-assessments/{dossierId:guid}/revisions/{number:int}                 | assessment    | 404 | officer, leader, reviewer, appraiser, council, auditor
        GET    /assessment/self-assessments/{dossierId:guid}/revisions/{number:int}/diff            | assessment    | 404 | officer, leader, reviewer, appraiser, council, auditor
        POST   /assessment/self-assessments/{dossierId:guid}/submission                             | assessment    | 404 | officer, leader
        PUT    /assessment/self-assessments/{dossierId:guid}/values                                 | assessment    | 400 | officer
        GET    /assessment/survey-rules                                                             | assessment    | 200 | signed-in | assessment:read
        GET    /assessment/surveys                                                                  | assessment    | 200 | signed-in | assessment:read
        GET    /assessment/surveys/{id:guid}                                                        | assessment    | 404 | signed-in | assessment:read
        POST   /assessment/surveys/{id:guid}/closure                                                | assessment    | 400 | surveyor
        PUT    /assessment/surveys/{id:guid}/villages/{code}                                        | assessment    | 400 | surveyor
        GET    /assessment/threshold-confirmations                                                  | assessment    | 400 | signed-in | assessment:read
        POST   /assessment/threshold-confirmations                                                  | assessment    | 400 | leader, appraiser
        GET    /dossiers/                                                                           | dossier       | 200 | signed-in | dossiers:read
        POST   /dossiers/                                                                           | dossier       | 400 | officer
        GET    /dossiers/dead-letters/                                                              | dossier       | 403 | administrator
        GET    /dossiers/dead-letters/dropped                                                       | dossier       | 403 | administrator
        GET    /dossiers/dead-letters/timers                                                        | dossier       | 403 | administrator
        POST   /dossiers/dead-letters/{seq:long}/drop                                               | dossier       | 400 | administrator
        POST   /dossiers/dead-letters/{seq:long}/replay                                             | dossier       | 403 | administrator
        GET    /dossiers/inbox                                                                      | dossier       | 200 | signed-in
        GET    /dossiers/reconciliation                                                             | dossier       | 403 | auditor, leader, administrator
        POST   /dossiers/reconciliation                                                             | dossier       | 403 | leader, administrator
        GET    /dossiers/sample-clock                                                               | dossier       | 200 | signed-in
        GET    /dossiers/{id:guid}                                                                  | dossier       | 404 | officer, leader, reviewer, appraiser, council, surveyor, auditor, administrator, integrator | dossiers:read
        GET    /dossiers/{id:guid}/audit                                                            | dossier       | 404 | auditor, administrator, leader
        GET    /dossiers/{id:guid}/documents                                                        | dossier       | 404 | officer, leader, reviewer, appraiser, council, surveyor, auditor, administrator, integrator | dossiers:read
        GET    /dossiers/{id:guid}/files/{file:guid}                                                | dossier       | 404 | officer, leader, reviewer, appraiser, council, surveyor, auditor, administrator, integrator | dossiers:read
        POST   /dossiers/{id:guid}/stages/{stage}/announcement                                      | dossier       | 400 | stage
        POST   /dossiers/{id:guid}/stages/{stage}/completion                                        | dossier       | 404 | stage
        POST   /dossiers/{id:guid}/stages/{stage}/conclusion                                        | dossier       | 400 | stage
        PUT    /dossiers/{id:guid}/stages/{stage}/council                                           | dossier       | 400 | stage
        PUT    /dossiers/{id:guid}/stages/{stage}/council/attendance                                | dossier       | 400 | stage
        POST   /dossiers/{id:guid}/stages/{stage}/council/ballots                                   | dossier       | 400 | stage
        POST   /dossiers/{id:guid}/stages/{stage}/council/closing                                   | dossier       | 400 | stage
        PUT    /dossiers/{id:guid}/stages/{stage}/council/count                                     | dossier       | 400 | stage
        POST   /dossiers/{id:guid}/stages/{stage}/council/recusals                                  | dossier       | 400 | stage
        POST   /dossiers/{id:guid}/stages/{stage}/decision                                          | dossier       | 400 | stage
        GET    /dossiers/{id:guid}/stages/{stage}/diff                                              | dossier       | 404 | officer, leader, reviewer, appraiser, council, surveyor, auditor, administrator
        POST   /dossiers/{id:guid}/stages/{stage}/documents/{document}/files                        | dossier       | 404 | stage
        DELETE /dossiers/{id:guid}/stages/{stage}/documents/{document}/files/{file:guid}            | dossier       | 404 | stage
        POST   /dossiers/{id:guid}/stages/{stage}/explanations                                      | dossier       | 400 | stage
        POST   /dossiers/{id:guid}/stages/{stage}/extensions                                        | dossier       | 400 | leader
        POST   /dossiers/{id:guid}/stages/{stage}/submission                                        | dossier       | 404 | stage
        PUT    /dossiers/{id:guid}/stages/{stage}/verdicts                                          | dossier       | 404 | stage
        GET    /notifications/dead-letters/                                                         | notifications | 403 | administrator
        GET    /notifications/dead-letters/dropped                                                  | notifications | 403 | administrator
        GET    /notifications/dead-letters/timers                                                   | notifications | 403 | administrator
        POST   /notifications/dead-letters/{seq:long}/drop                                          | notifications | 400 | administrator
        POST   /notifications/dead-letters/{seq:long}/replay                                        | notifications | 403 | administrator
        GET    /notifications/events                                                                | notifications | 200 | signed-in | events:read
        GET    /notifications/inbox                                                                 | notifications | 200 | signed-in
        GET    /notifications/sample-clock                                                          | notifications | 200 | signed-in
        PUT    /notifications/inbox/{id:guid}/read                                                  | notifications | 404 | signed-in
        """;

    private static EndpointRow Parse(string line)
    {
        var cells = line.Split('|', StringSplitOptions.TrimEntries);
        var address = cells[0].Split(' ', 2, StringSplitOptions.TrimEntries);
        return new EndpointRow(address[0], address[1], cells[1], int.Parse(cells[2], System.Globalization.CultureInfo.InvariantCulture), cells[3], cells.ElementAtOrDefault(4));
    }
}
