using System.Globalization;
using NetTapi.Switch.Calls;
using NetTapi.Switch.Routing;

namespace NetTapi.Switch.Features;

/// <summary>Chooses a user's status from his phone: the feature code, and behind it the status's place among the system's and then his own, from 1.</summary>
internal sealed class StatusCodes(SwitchParts parts)
{
    /// <summary>Chooses, and confirms by a tone.</summary>
    public void Choose(Call call, string digits, Journey journey)
    {
        var isPlace = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var place);
        if (!isPlace || journey.Payer is not { } user || parts.Directory.Current.StatusAt(user, place) is not { } status)
        {
            call.Refuse(Refusal.NoSuchNumber);
            return;
        }

        call.Answer(() =>
        {
            parts.Directory.TryChoose(user, status.Name);
            call.Confirm();
        });
    }
}
