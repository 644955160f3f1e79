using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Ntm.Portal.Pages;

/// <summary><c>/ngon-ngu/{language}</c>: the language that a person chooses, signed in or not; the browser keeps it for a year.
/// <c>toi</c> is the page on which it was chosen.</summary>
internal static class LanguagePage
{
    /// <summary>Nothing but the browser's own choice decides: officials get Vietnamese unless they choose, programs always.</summary>
    public static RequestLocalizationOptions Languages(PortalOptions options) =>
        new()
        {
            DefaultRequestCulture = new RequestCulture("", Texts.Languages[0]),
            SupportedCultures = [CultureInfo.InvariantCulture],
            SupportedUICultures = [.. Texts.Languages.Select(CultureInfo.GetCultureInfo)],

            // A cookie names a language that there is, or none.
            FallBackToParentCultures = false,
            FallBackToParentUICultures = false,
            RequestCultureProviders = [new CookieRequestCultureProvider { CookieName = options.LanguageCookie }],
        };

    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/ngon-ngu/{language}", Choose);

    internal static IResult Choose(Visit visit, string language, IOptions<PortalOptions> options)
    {
        if (!Texts.Languages.Contains(language))
        {
            return visit.Refuse(NotFoundPage.Problem);
        }

        visit.Http.Response.Cookies.Append(
            options.Value.LanguageCookie,
            CookieRequestCultureProvider.MakeCookieValue(new RequestCulture("", language)),
            options.Value.Cookie(TimeSpan.FromDays(365))
        );
        return Visit.Go(Visit.Local(visit.Value("toi")));
    }
}
