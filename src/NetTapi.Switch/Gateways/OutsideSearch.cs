using System.Collections.Immutable;
using NetTapi.Switch.Calls;
using NetTapi.Switch.Lines;
using NetTapi.Telephony;
using NetTapi.Telephony.Dialling;
using NetTapi.Telephony.Directory;

namespace NetTapi.Switch.Gateways;

/// <summary>
/// Finds a line for one call to the outside, and another one where the first leads nowhere: through its trunk group and those that overflow, each gateway once. A call for help may use any line: it tries
/// gateways that are down last, and takes a line from a running call where none is free.
/// </summary>
internal sealed class OutsideSearch
{
    private const int MostTries = 3;
    private const int MostTriesForHelp = 8;

    private readonly SwitchParts _parts;
    private readonly DirectoryIndex _directory;
    private readonly GatewayHealth _health;
    private readonly OutsideRequest _wanted;
    private readonly ImmutableArray<TrunkGroup> _groups;
    private readonly HashSet<string> _tried = [];
    private int _tries;

    /// <summary>Makes a search that has found nothing yet.</summary>
    public OutsideSearch(SwitchParts parts, GatewayHealth health, OutsideRequest wanted)
    {
        (_parts, _directory, _health, _wanted) = (parts, parts.Directory.Current, health, wanted);
        IsEmergency = _directory.IsEmergency(wanted.Number);
        IEnumerable<TrunkGroup> groups = wanted.Group is { } first ? DialPlan.GroupsFrom(_directory, first) : [];
        _groups = [.. IsEmergency ? groups.Union(_directory.Data.TrunkGroups) : groups];
    }

    /// <summary>Whether somebody calls for help.</summary>
    public bool IsEmergency { get; }

    /// <summary>What to tell a caller for whom there is no line at all.</summary>
    public Refusal Refusal => _groups.Any(group => group.Lines.Any(line => _health.IsUp(GatewayOf(line)))) ? Refusal.AllLinesBusy : Refusal.NoGateway;

    /// <summary>The next line that is free.</summary>
    /// <returns>A leg that is not sent yet; null where there is none.</returns>
    public CalleeLeg? Next()
    {
        if (_tries >= (IsEmergency ? MostTriesForHelp : MostTries) || Find() is not { } line) return null;
        _tries++;
        _tried.Add(GatewayOf(line.Line).Name);
        if (IsEmergency) _parts.Journal.EmergencyDialled(_wanted.Number, _wanted.Station, line.Line);
        return new CalleeLeg(_parts, GatewayTable.TargetOf(_directory, line.Line, _wanted), line);
    }

    /// <summary>Every gateway may be tried again.</summary>
    /// <returns>False where there were tries enough.</returns>
    public bool BeginAgain()
    {
        _tried.Clear();
        return _tries < MostTriesForHelp;
    }

    /// <summary>A line led nowhere.</summary>
    public void Failed(LineNumber line, string reason, bool isTriedElsewhere) => _parts.Journal.LineFailed(GatewayOf(line).Name, line, reason, isTriedElsewhere);

    /// <summary>It is given up.</summary>
    /// <param name="isUnsent">Whether there was not one line.</param>
    public void GiveUp(bool isUnsent)
    {
        if (IsEmergency) _parts.Journal.EmergencyFailed(_wanted.Number, _wanted.Station, isUnsent);
        else if (isUnsent && _wanted.Group is { } group) _parts.Journal.TrunkGroupFull(group.Number, Refusal == Refusal.NoGateway);
    }

    private LineReservation? Find() => IsEmergency
        ? FindFree(_health.IsUp) ?? TakeOver(_health.IsUp) ?? FindFree(static _ => true) ?? TakeOver(static _ => true)
        : FindFree(_health.IsUp);

    private LineReservation? FindFree(Func<Gateway, bool> willDo) =>
        _groups.Select(group => _parts.Lines.TryReserve(LinesOf(group, willDo), group.Pick, IsEmergency)).FirstOrDefault(line => line is not null);

    private LineReservation? TakeOver(Func<Gateway, bool> willDo)
    {
        if (_parts.Lines.TryTakeOver(_groups.SelectMany(group => LinesOf(group, willDo))) is not (var line, var from)) return null;
        _parts.Journal.LineTakenForEmergency(from.Line, from.Holder?.Call);
        from.Holder?.LoseLine();
        return line;
    }

    private IEnumerable<LineNumber> LinesOf(TrunkGroup group, Func<Gateway, bool> willDo) =>
        group.Lines.Where(line => GatewayOf(line) is var gateway && !_tried.Contains(gateway.Name) && willDo(gateway));

    private Gateway GatewayOf(LineNumber line) => _directory.GatewayOf(line)!;
}
