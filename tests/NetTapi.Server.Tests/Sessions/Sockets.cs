namespace NetTapi.Server.Tests.Sessions;

/// <summary>Classes that serve real sockets run one after another: each has a server to itself.</summary>
[CollectionDefinition(nameof(Sockets))]
public sealed class Sockets;
