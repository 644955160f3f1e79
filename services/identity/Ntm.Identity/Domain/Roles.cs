using Ntm.Web;

namespace Ntm.Identity.Domain;

/// <summary>The roles of the platform, and the levels of units they can be bound to.</summary>
internal static class Roles
{
    public const string Officer = "officer";
    public const string Leader = "leader";
    public const string Reporter = "reporter";
    public const string Reviewer = "reviewer";
    public const string Appraiser = "appraiser";
    public const string Council = "council";
    public const string Surveyor = "surveyor";
    public const string Auditor = "auditor";
    public const string Administrator = "administrator";
    public const string Integrator = "integrator";

    private static readonly UnitLevel[] Government = [UnitLevel.Province, UnitLevel.District, UnitLevel.Commune];

    /// <summary>Roles of people; <see cref="Integrator"/> belongs to programs only.</summary>
    private static readonly Dictionary<string, UnitLevel[]> Levels = new()
    {
        [Officer] = Government,
        [Leader] = Government,
        [Reporter] = [UnitLevel.Village],
        [Reviewer] = [UnitLevel.Province, UnitLevel.District],
        [Appraiser] = [UnitLevel.Province],
        [Council] = [UnitLevel.Province],
        [Surveyor] = Enum.GetValues<UnitLevel>(),
        [Auditor] = Government,
        [Administrator] = Government,
    };

    /// <summary>
    /// The Fatherland Front runs the survey independently (HD 90/HD-MTTW-BTT), so its surveyors may hold none of the
    /// roles that prepare, examine, appraise or audit, and administer no accounts.
    /// </summary>
    private static readonly string[] ApartFromSurvey = [Officer, Leader, Reviewer, Appraiser, Auditor, Administrator];

    /// <summary>Roles that judge dossiers; who administers accounts has none of them.</summary>
    private static readonly string[] Judging = [Reviewer, Appraiser, Council];

    /// <summary>Who audits does nothing of what is audited.</summary>
    private static readonly string[] ApartFromAudit = [Officer, Leader, Reporter, Reviewer, Appraiser, Council, Administrator];

    /// <summary>Roles whose word binds others: they sign, judge, vote, close a survey or give others their rights. Who holds one of them
    /// signs in with a second factor. Officers and reporters prepare, auditors only read.</summary>
    private static readonly string[] Deciding = [Leader, Reviewer, Appraiser, Council, Surveyor, Administrator];

    private static readonly (string Role, string[] Others)[] Apart =
    [
        (Surveyor, ApartFromSurvey),
        (Auditor, ApartFromAudit),
        (Administrator, Judging),
    ];

    public static IEnumerable<string> OfPeople => Levels.Keys;

    public static Error? Check(string role, UnitLevel level, string? department) =>
        Levels.GetValueOrDefault(role) switch
        {
            null => Error.Invalid("identity.role_unknown", $"Vai trò phải là một trong: {string.Join(", ", OfPeople)}.", "role"),
            var levels when !levels.Contains(level) => Error.Invalid(
                "identity.role_level_invalid",
                $"Vai trò {role} không gắn được với cấp {UnitErrors.Vietnamese(level)}.",
                "unitCode"
            ),
            _ when role == Appraiser && department is null => Error.Invalid(
                "identity.department_required",
                "Người thẩm định phải gắn với một sở, ngành.",
                "department"
            ),
            _ when department is not null && !IsDepartment(department) => Error.Invalid(
                "identity.department_invalid",
                "Mã sở, ngành gồm 2–12 chữ in hoa hoặc chữ số, ví dụ SGTVT.",
                "department"
            ),
            _ => null,
        };

    /// <summary>Whether what is done in the role decides.</summary>
    public static bool Decides(string role) => Deciding.Contains(role);

    /// <summary>Whether nobody may hold both roles, wherever.</summary>
    public static bool Conflict(string one, string other) =>
        Apart.Any(apart => (one == apart.Role && apart.Others.Contains(other)) || (other == apart.Role && apart.Others.Contains(one)));

    /// <summary>Whether a role at a unit of this level prepares what the other role judges: a commune's dossiers.</summary>
    public static bool IsJudgedBy(string role, UnitLevel? level, string other) =>
        level == UnitLevel.Commune && role is (Officer or Leader) && Judging.Contains(other);

    private static bool IsDepartment(string text) =>
        text.Length is >= 2 and <= 12 && text.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter));
}
