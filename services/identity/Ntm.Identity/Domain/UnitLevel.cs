using System.Text.RegularExpressions;

namespace Ntm.Identity.Domain;

/// <summary>Level of an administrative unit. A village (thôn) is no unit of government but a place that reports.</summary>
public enum UnitLevel
{
    Province,
    District,
    Commune,
    Village,
}

/// <summary>What the law says of a level: how its codes look and under what it may stand on which day.</summary>
internal static partial class UnitLevels
{
    /// <summary>
    /// Last day of the district level. Source: Luật Tổ chức chính quyền địa phương 2025 (số 72/2025/QH15), in force
    /// in two tiers from 1/7/2025.
    /// </summary>
    public static readonly DateOnly LastDistrictDay = new(2025, 6, 30);

    /// <summary>Lower-case English name, as on the wire and in events.</summary>
    public static string WireName(this UnitLevel level) =>
        level switch
        {
            UnitLevel.Province => "province",
            UnitLevel.District => "district",
            UnitLevel.Commune => "commune",
            UnitLevel.Village => "village",
            _ => level.ToString(),
        };

    public static UnitLevel? Parse(string? name) =>
        Enum.GetValues<UnitLevel>().Cast<UnitLevel?>().FirstOrDefault(level => level!.Value.WireName() == name);

    /// <summary>The level directly above on a day; null for a province.</summary>
    public static UnitLevel? Above(this UnitLevel level, DateOnly day) =>
        level switch
        {
            UnitLevel.Province => null,
            UnitLevel.District => UnitLevel.Province,
            UnitLevel.Commune => day <= LastDistrictDay ? UnitLevel.District : UnitLevel.Province,
            _ => UnitLevel.Commune,
        };

    public static bool IsCode(this UnitLevel level, string code) =>
        level switch
        {
            UnitLevel.Province => ProvinceCode().IsMatch(code),
            UnitLevel.District => DistrictCode().IsMatch(code),
            UnitLevel.Commune => CommuneCode().IsMatch(code),
            _ => VillageCode().IsMatch(code),
        };

    [GeneratedRegex(@"^[0-9]{2}\z")]
    private static partial Regex ProvinceCode();

    [GeneratedRegex(@"^[0-9]{3}\z")]
    private static partial Regex DistrictCode();

    [GeneratedRegex(@"^[0-9]{5}\z")]
    private static partial Regex CommuneCode();

    [GeneratedRegex(@"^[0-9]{5}-[0-9]{2,3}\z")]
    private static partial Regex VillageCode();
}
