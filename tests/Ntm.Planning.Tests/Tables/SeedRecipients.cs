namespace Ntm.Planning.Tests.Tables;

/// <summary>Which bodies the lines of recipients mean, as we read them; a line that is not here means none of the plan's.</summary>
internal static class SeedRecipients
{
    private static readonly Dictionary<string, string> Meant = new()
    {
        ["S0|Thường trực Đảng ủy"] = "TT-DU;BTV-DU",
        ["S0|Ban chỉ đạo NTM"] = "BCD;TV-BCD",
        ["S0|Chủ tịch, các Phó Chủ tịch UBND"] = "UBND",
        ["S0|Các ban ngành, đoàn thể cấp [xã]"] = "BANNGANH;LHPN;DOAN;ND;CCB;NCT;QS;CA",
        ["S0|Cấp ủy các thôn"] = "CAPUY-THON",
        ["S0|Lưu: VT, NTM"] = "CT-NTM",
        ["S1|Thường trực đảng ủy"] = "TT-DU;BTV-DU",
        ["S1|Ban chỉ đạo NTM xã"] = "BCD",
        ["S1|Các ban, ngành, đoàn thể cấp xã"] = "MTTQ;LHPN;DOAN;ND;CCB;CDCS;CA;QS",
        ["S1|Các thôn xóm"] = "BPT-THON;TLG",
        ["S1|Lưu: VT, NTM"] = "CT-NTM",
        ["S2|TT Huyện ủy"] = "HU;BT-HU",
        ["S2|UBND huyện"] = "UBND;PCT-1;PCT-2;PCT-3",
        ["S2|Các thành viên BCĐ xây dựng NTM huyện"] = "BCD;UV-BTV;UV-BCH",
        ["S2|Các phòng, ban, ngành, đoàn thể cấp huyện"] =
            "KTHT;QLDA;TTVHHTT;TTYT;GDDT;NNPTNT;TNMT;CA;TCKH;PHONGNGANH;CHUDT;MTTQ;LHPN;ND;HDOAN;CCB;LDLD",
        ["S2|Văn phòng Điều phối NTM huyện"] = "VPDP",
        ["S2|BCĐ NTM, UBND các xã, thị trấn"] = "BCD-XA;UBND-XA;UBND-TT",
        ["S3|BCĐ huyện"] = "BCD-HUYEN",
        ["S3|VP ĐPNTM huyện"] = "VPDP-HUYEN",
        ["S3|Thành viên BCĐ NTM huyện tại xã"] = "TV-BCDH",
        ["S3|5/5 thôn"] = "BCS-THON;BMT-THON;BPT-THON;TLG;TDC",
        ["S3|Các cơ quan, đơn vị, trường học"] = "UBND;MTTQ;BVH;HTX-MT;TRUONG;TRAM",
        ["S3|Thành viên BCĐ xã"] = "BCD;TV-BCD;BQL;DOANTCT",
        ["S3|Lưu: NTM"] = "CT-NTM",
        ["S4|BCĐ NTM huyện"] = "BCD-HUYEN",
        ["S4|Thường vụ đảng ủy xã"] = "TV-DU",
        ["S4|Thường trực HĐND xã"] = "TT-HDND",
        ["S4|BQL XDNTM xã"] = "BQL",
        ["S4|Ban phát triển các thôn"] = "BPT-THON",
    };

    /// <summary>Keys of the bodies that a line means.</summary>
    public static IReadOnlyList<string> Of(string plan, string text) =>
        Meant.TryGetValue($"{plan}|{text}", out var keys) ? keys.Split(';') : [];
}
