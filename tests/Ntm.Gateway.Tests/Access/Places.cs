namespace Ntm.Gateway.Tests.Access;

/// <summary>The units that the requests are about: one province with its own district and another one, as in 2023.</summary>
internal static class Places
{
    public const string Province = "42";
    public const string OtherProvince = "19";
    public const string District = "439";
    public const string OtherDistrict = "446";
    public const string OtherCommune = "18724";
    public const string Nowhere = "99999";

    /// <summary>Communes of the own district, one for each state of a dossier.</summary>
    public static class Commune
    {
        public const string Drafting = "18178";
        public const string Preparing = "18187";
        public const string Reviewed = "18217";
        public const string Submitting = "18991";
        public const string Appraised = "18175";
        public const string VotedOn = "18992";
        public const string Deciding = "18993";
        public const string Announcing = "18994";

        public static readonly IReadOnlyList<string> All =
        [
            Drafting,
            Preparing,
            Reviewed,
            Submitting,
            Appraised,
            VotedOn,
            Deciding,
            Announcing,
        ];

        /// <summary>Those that are not in the sample.</summary>
        public static readonly IReadOnlyList<string> Made = [Submitting, VotedOn, Deciding, Announcing];
    }

    public static string VillageOf(string commune, int number) => $"{commune}-{number:00}";

    public static string PathOf(string unit) =>
        unit is Province or OtherProvince ? unit
        : unit is District or OtherDistrict ? $"{Province}/{unit}"
        : unit.Contains('-', StringComparison.Ordinal) ? $"{PathOf(CommuneOf(unit))}/{unit}"
        : $"{Province}/{(unit == OtherCommune ? OtherDistrict : District)}/{unit}";

    public static string ProvinceOf(string unit) => PathOf(unit).Split('/')[0];

    /// <summary>Commune of a village; any other unit itself.</summary>
    public static string CommuneOf(string unit) => unit.Split('-')[0];

    /// <summary>Whether one unit lies below another.</summary>
    public static bool IsBelow(string unit, string above) => PathOf(unit).StartsWith(PathOf(above) + "/", StringComparison.Ordinal);

    public static bool Covers(string above, string unit) => above == unit || IsBelow(unit, above);
}
