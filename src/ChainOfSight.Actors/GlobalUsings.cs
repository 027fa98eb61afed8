global using ChainOfSight.Actors.Invocation;
global using ChainOfSight.Actors.Runtime;
global using Microsoft.Extensions.DependencyInjection;
