namespace Ntm.Planning.Tests.Tables;

/// <summary>Official codes of the places that are units of the sample province, and roles of bodies that somebody signs in for.</summary>
internal static class SeedUnits
{
    private static readonly Dictionary<string, string> Codes = new()
    {
        ["S0-XA"] = "18679",
        ["S0-NHANHOA"] = "18679-01",
        ["S0-YENQUY"] = "18679-02",
        ["S0-DAIHOA"] = "18679-03",
        ["S0-YENTHANH"] = "18679-04",
        ["S0-YENMY"] = "18679-05",
        ["S1-XA"] = "18724",
        ["S1-TIENTHANG"] = "18724-01",
        ["S1-THANHXUAN"] = "18724-02",
        ["S1-XUANHA"] = "18724-03",
        ["S1-NGUYENDOI"] = "18724-04",
        ["S2-HUYEN"] = "446",
        ["S2-CAMTHANH"] = "18694",
        ["S2-CAMLAC"] = "18745",
        ["S2-CAMQUAN"] = "18700",
        ["S2-CAMDUE"] = "18709",
        ["S2-CAMMINH"] = "18751",
        ["S2-CAMBINH"] = "18691",
        ["S2-CAMVINH"] = "18688",
        ["S2-CAMDUONG"] = "18697",
        ["S2-CAMTHINH"] = "18727",
        ["S3-XA"] = "18175",
        ["S3-HUYEN"] = "439",
        ["S3-TINH"] = "42",
        ["S3-THINHBANG"] = "18175-01",
        ["S4-XA"] = "18187",
    };

    /// <summary>Code of a place; null where it is no unit of the sample.</summary>
    public static string? CodeOf(string key) => Codes.GetValueOrDefault(key);

    /// <summary>Role whose holders act for a body; null where nobody signs in for it.</summary>
    public static string? RoleOf(string body) =>
        body switch
        {
            "CT-NTM" or "VPDP" => "officer",
            "UBND" or "BCD" or "BCD-XA" or "UBND-XA" or "UBND-TT" => "leader",
            "MTTQ" => "surveyor",
            "BPT-THON" or "BCS-THON" or "CAPUY-THON" => "reporter",
            _ => null,
        };
}
